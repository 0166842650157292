import CKernels

extension Tape {
  /// Moves all parameters of `follower` towards those of `leader`: f += weight (l - f). Both must declare the same
  /// parameters. For target networks.
  public func move(_ follower: Variables, toward leader: Variables, weight: Double) {
    precondition(follower.values.count == leader.values.count, "the follower and the leader have different parameters")
    append(
      .lerp, [slot(of: follower.values), slot(of: leader.values)], ElementDimensions(n: follower.values.count), [weight]
    )
  }
}
