import CKernels
import Tensors

/// What a regularity layer counts on from step to step of one training batch, where only the first step's history is kept.
///
/// `carried` has C as it was before the batch and (m, s, n) as the last step left them; a step works on a copy of it, so
/// that (m, s, n) accumulate over the steps and C does not.
final class PassHistory {
  /// The history that the step at work updates, in the layout of the layer's own.
  let working: Block
  private let carried: Block

  /// For a layer whose history has `count` doubles.
  init(count: Int) {
    working = Block(.float64, count: count)
    carried = Block(.float64, count: count)
  }

  /// Starts a batch from the layer's `history`, which the first step then updates itself.
  func begin(from history: Block, on tape: Tape) {
    copy(carried.count, of: history, to: carried, on: tape)
  }

  /// Starts a later step.
  func beginStep(on tape: Tape) {
    copy(carried.count, of: carried, to: working, on: tape)
  }

  /// Hands a step's (m, s, n) to the next.
  func carryMoments(of history: Block, on tape: Tape) {
    copy(RegularityHistory.header, of: history, to: carried, on: tape)
  }

  private func copy(_ doubles: Int, of source: Block, to target: Block, on tape: Tape) {
    tape.append(.copy, [tape.slot(of: target), tape.slot(of: source)], ElementDimensions(n: 2 * doubles))
  }
}
