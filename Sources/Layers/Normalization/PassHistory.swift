import CKernels
import Tensors

/// The history that a regularity layer carries from step to step of one training batch, where only the first step's
/// history outlives the batch.
///
/// `carried` holds C from before the batch and (m, s, n) from the last step. A step works on a copy, so that (m, s, n)
/// accumulate over the steps and C does not.
final class PassHistory {
  /// The copy that the current step updates, in the layout of the layer's own history.
  let working: Block
  private let carried: Block

  /// The pass of a layer whose history has `count` doubles.
  init(count: Int) {
    working = Block(.float64, count: count)
    carried = Block(.float64, count: count)
  }

  /// Starts a batch from the layer's `history`. The first step then updates `history` directly.
  func begin(from history: Block, on tape: Tape) {
    copy(carried.count, of: history, to: carried, on: tape)
  }

  /// Starts a later step.
  func beginStep(on tape: Tape) {
    copy(carried.count, of: carried, to: working, on: tape)
  }

  /// Hands the (m, s, n) of a step to the next step.
  func carryMoments(of history: Block, on tape: Tape) {
    copy(RegularityHistory.header, of: history, to: carried, on: tape)
  }

  private func copy(_ doubles: Int, of source: Block, to target: Block, on tape: Tape) {
    tape.append(.copy, [tape.slot(of: target), tape.slot(of: source)], ElementDimensions(n: 2 * doubles))
  }
}
