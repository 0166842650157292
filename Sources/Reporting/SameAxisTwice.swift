/// Rows and columns have the same axis.
public struct SameAxisTwice: Error, Equatable, CustomStringConvertible {
  /// The axis' name.
  public let axis: String

  /// One sentence that says what to do.
  public var description: String { "Rows and columns are both \(axis); name another axis for one of them." }
}
