/// Two arms that are compared, by their places in the list of arms.
public struct ArmPair: Sendable, Hashable {
  /// The place of the arm whose mean is taken first.
  public let first: Int
  /// The place of the arm whose mean is taken off.
  public let second: Int

  /// The difference of arm `first` from arm `second`.
  public init(_ first: Int, _ second: Int) {
    self.first = first
    self.second = second
  }
}
