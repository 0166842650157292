/// A trial whose model can show in pictures what it has learned.
public protocol IllustratedTrial: Trial {
  /// Pictures of the model as it is now: the same ones whenever it is asked in the same state, which asking leaves alone.
  func pictures() throws -> [Artifact]
}

/// A file that a trial makes beside its result.
public struct Artifact: Sendable, Equatable {
  /// The file's name: `samples.png`.
  public let name: String
  /// What the bytes are: `image/png`.
  public let mediaType: String
  /// The file's contents.
  public let bytes: [UInt8]

  /// A file.
  public init(name: String, mediaType: String, bytes: [UInt8]) {
    self.name = name
    self.mediaType = mediaType
    self.bytes = bytes
  }
}
