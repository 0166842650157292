public import Digests
import Trials

/// Something of transfers that a log should tell people.
public enum TransferNotice: Sendable, Equatable, CustomStringConvertible {
  /// A state that another executable wrote.
  case otherBuild(CheckpointOffer)
  /// The coordinator does not have the file.
  case absent(Digest, WorkerFetches.Place)
  /// The file that came has other bytes than its digest says.
  case damaged(Digest, WorkerFetches.Place)
  /// A file that the coordinator sends cannot be kept, and why.
  case unwritable(String)
  /// A checkpoint that the coordinator does not keep, and why.
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
