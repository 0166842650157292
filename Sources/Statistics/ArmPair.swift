/// Two compared arms, by their indices.
public struct ArmPair: Sendable, Hashable {
  /// The index of the arm whose mean is the minuend.
  public let first: Int
  /// The index of the arm whose mean is subtracted.
  public let second: Int

  /// The difference of arm `first` from arm `second`.
  public init(_ first: Int, _ second: Int) {
    self.first = first
    self.second = second
  }
}
