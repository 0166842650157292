public import ContentAddressing
public import Digests

/// The files of a sweep besides its results.
public struct SweepFiles: Sendable {
  /// The folder of the checkpoints, made for the first one.
  public var checkpoints: String
  /// The most bytes of all checkpoints together.
  public var checkpointLimit: Int
  /// The only data files that workers may request: those that the plan's trials read and this host has.
  public var data: [Digest: ServedFile]

  public init(
    checkpoints: String, checkpointLimit: Int, data: [Digest: ServedFile] = [:]
  ) {
    self.checkpoints = checkpoints
    self.checkpointLimit = checkpointLimit
    self.data = data
  }
}
