import CKernels

extension Tape {
  /// Moves all parameters of `follower` towards those of `leader`: f += weight (l - f). Target networks follow so. Both
  /// must declare the same parameters.
  public func move(_ follower: Variables, toward leader: Variables, weight: Double) {
    precondition(follower.values.count == leader.values.count, "the follower and the leader have different parameters")
    append(
      .lerp, [slot(of: follower.values), slot(of: leader.values)], ElementDimensions(n: follower.values.count), [weight]
    )
  }
}
