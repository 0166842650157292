public import Digests

/// What coordinator and worker say to each other of files: a closed set beside the messages of leases. Files travel in small
/// chunks, each of which the receiver asks for, so that nothing else waits behind a file. Every message may be lost, repeated
/// or late; none does harm then.
public enum TransferMessage: Sendable, Equatable {
  /// Asks for the chunk of a file that begins at `offset`.
  case request(Digest, offset: Int)
  /// Answers `request`.
  case chunk(FileChunk)
  /// Answers `request`: the sender has no such file, or none for the receiver.
  case absent(Digest)
  /// From a worker: the newest state of an attempt that it runs. From the coordinator, before the attempt's lease: the state
  /// that the attempt may go on from.
  case offer(CheckpointOffer)
  /// From the coordinator: the worker need not keep this checkpoint of the attempt. It is durable, or not wanted.
  case settled(Attempt, Digest)
}
