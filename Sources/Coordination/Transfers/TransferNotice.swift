public import Digests
import Trials

/// A file transfer's event for the log.
public enum TransferNotice: Sendable, Equatable, CustomStringConvertible {
  /// The offered state was written by another build and is not used.
  case otherBuild(CheckpointOffer)
  /// The coordinator does not have the file.
  case absent(Digest, WorkerFetches.Place)
  /// The received file does not have its digest.
  case damaged(Digest, WorkerFetches.Place)
  /// A file from the coordinator cannot be kept, with the reason.
  case unwritable(String)
  /// The coordinator does not keep a checkpoint, with the reason.
  case notKept(CheckpointOffer, reason: String)

  /// One sentence.
  public var description: String {
    switch self {
    case .otherBuild(let offer):
      "the checkpoint of trial \(offer.attempt.trial.short) at step \(offer.step) was written by another build of regnorm: "
        + "the trial starts at its beginning"
    case .absent(let file, .data): "the coordinator does not have the data file \(file)"
    case .absent(_, .checkpoints): "the coordinator has no checkpoint any more: the trial starts at its beginning"
    case .damaged(let file, .data): "the data file \(file) came damaged and is asked for again"
    case .damaged(_, .checkpoints): "a checkpoint is damaged: the trial starts at its beginning"
    case .unwritable(let message): "a file that the coordinator sends cannot be kept: \(message)"
    case .notKept(let offer, let reason):
      "the checkpoint of trial \(offer.attempt.trial.short) at step \(offer.step) is not kept: \(reason)"
    }
  }
}
