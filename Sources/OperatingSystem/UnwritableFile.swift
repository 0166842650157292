/// A file that cannot be written.
public struct UnwritableFile: Error, Equatable, CustomStringConvertible {
  /// The file.
  public let path: String
  /// The system's reason.
  public let reason: String

  /// A file and the reason.
  public init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }

  init(path: String, cause: SystemError) {
    self.init(path: path, reason: cause.reason)
  }

  /// The file and the system's reason.
  public var description: String { "\(path) cannot be written: \(reason)." }
}
