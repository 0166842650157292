/// A sweep file whose text cannot be read.
public struct UnreadableSweepFile: Error, Sendable, CustomStringConvertible {
  /// The file, as the user named it.
  public let file: String
  /// The reason.
  public let reason: String

  /// One sentence with the file and the reason.
  public var description: String { "cannot read the sweep file \(file): \(reason)" }
}
