import CKernels

extension Tape {
  /// Moves all parameters of `follower` by a share of their distance from those of `leader`, which has the same ones:
  /// f += weight (l - f). For target networks.
  public func move(_ follower: Variables, toward leader: Variables, weight: Double) {
    precondition(follower.values.count == leader.values.count, "the two have other parameters")
    append(
      .lerp, [slot(of: follower.values), slot(of: leader.values)], ElementDimensions(n: follower.values.count), [weight]
    )
  }
}
