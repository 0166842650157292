/// A sweep file that cannot be read at all.
public struct UnreadableSweepFile: Error, Sendable, CustomStringConvertible {
  /// The file, as it was named by the user.
  public let file: String
  /// Why it cannot be read.
  public let reason: String

  /// One sentence with the file and the reason.
  public var description: String { "cannot read the sweep file \(file): \(reason)" }
}
