public import ContentAddressing
public import Digests

/// The files of a sweep beside its results.
public struct SweepFiles: Sendable {
  /// The folder of the checkpoints, made when the first one comes.
  public var checkpoints: String
  /// The most bytes of all checkpoints together.
  public var checkpointLimit: Int
  /// The data files that workers may ask for, and no others: those that the plan's trials read and this host has.
  public var data: [Digest: ServedFile]

  /// States the files.
  public init(
    checkpoints: String, checkpointLimit: Int, data: [Digest: ServedFile] = [:]
  ) {
    self.checkpoints = checkpoints
    self.checkpointLimit = checkpointLimit
    self.data = data
  }
}
