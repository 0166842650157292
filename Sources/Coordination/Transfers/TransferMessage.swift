public import Digests

/// What coordinator and worker tell each other about files.
///
/// Files travel in small chunks that the receiver requests one by one, so other messages do not wait behind a file.
/// Every message may be lost, repeated or late without harm.
public enum TransferMessage: Sendable, Equatable {
  /// Requests the chunk of a file that begins at `offset`.
  case request(Digest, offset: Int)
  /// Answers `request` with the chunk.
  case chunk(FileChunk)
  /// Answers `request`: the sender has no such file, or not for this receiver.
  case absent(Digest)
  /// From a worker: the newest state of an attempt that it runs. From the coordinator, before the lease: the state from
  /// which the attempt may resume.
  case offer(CheckpointOffer)
  /// From the coordinator: the worker need not keep this checkpoint, because it is durable or not wanted.
  case settled(Attempt, Digest)
}
