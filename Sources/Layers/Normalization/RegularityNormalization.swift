import CKernels
public import Tensors

/// The elements over which one sum of densities runs.
public enum Grouping: Int, Sendable {
  /// The whole batch: one code length.
  case all
  /// The features of a sample: one code length for each sample.
  case rows
  /// The batch, for one feature: one code length for each feature.
  case columns
}

/// The definition that a regularity layer follows, of two.
public enum Semantics: String, CaseIterable, Sendable {
  /// The definition of the published code.
  case published
  /// A definition that does not depend on the batch's size and whose code length is positive from the first batch on.
  case corrected

  var code: Int { self == .corrected ? 1 : 0 }
}

/// Regularity normalization: a layer's output times the length of its code under the activations that the layer has
/// seen so far (Lin, Entropy 2022, 24(1), 59, section 3, algorithm 1).
///
/// The layer remembers a Gaussian over all activations (m, s, n) and C = COMP, the logarithm of the universal code's
/// normalizer. A training batch x with mean m₂, standard deviation s₂ and n₂ elements does
/// ```
/// m' = (n m + n₂ m₂) / (n + n₂)                      s' = √(((n-1) s² + (n₂-1) s₂²) / (n + n₂ - 2))
/// A  = logsumexp log N(x | m', s')                    over the grouping's axes
/// C' = log(exp C + exp A)                             L = C' - A                y = L · x
/// ```
/// where the first batch has m' = m₂, s' = s₂, C = 0. Evaluation reads m, s, n and C and does not write them.
///
/// `corrected` semantics: s' is the standard deviation of all activations seen (n m² terms between the means included,
/// one more degree of freedom); the log of the number of elements is subtracted from A; C starts as the first A, so
/// that L is log(t+1) after t steady batches of any size; with `rows`, C is shared and grows by the mean of exp A.
///
/// In training `sn` raises a sample's L by -log of its class's share in the batch. Labels are absent in evaluation, so
/// that `sn` evaluates another function than it trains.
///
/// The gradient goes through the batch's own mean, deviation and densities. The stored history is a constant.
public final class RegularityNormalization: Normalization {
  private let grouping: Grouping
  private let semantics: Semantics
  private let saliency: Bool
  private let batchRows: Int
  private let history: State
  /// The history that later steps of a batch start from; nil where no later steps exist.
  private var pass: PassHistory?

  /// Declares `name.history`. `saliency` makes saliency normalization of it. `batchRows` is the number of entries of C
  /// for published `rows`, which keep one entry for each row.
  public init(
    features: Int, batchRows: Int, grouping: Grouping, semantics: Semantics, saliency: Bool = false,
    in variables: Variables, name: String
  ) {
    self.grouping = grouping
    self.semantics = semantics
    self.saliency = saliency
    self.batchRows = batchRows
    let sharesComp = grouping == .all || (grouping == .rows && semantics == .corrected)
    let comps = sharesComp ? 1 : grouping == .rows ? batchRows : features
    history = variables.state(name + ".history", .float64, count: RegularityHistory.header + comps)
  }

  /// Starts a new history.
  public func forget() { history.block.doubles.update(repeating: 0) }

  /// No normalization.
  public var unscaled: any Normalization { NoNormalization() }

  /// A step that reads this history. (m, s, n) accumulate from step to step of a batch, and C does not. The next batch
  /// sees the history that the first step left.
  public var laterStep: any Normalization {
    if pass == nil { pass = PassHistory(count: history.block.count) }
    return LaterRegularityStep(after: self)
  }

  /// `activation(L x)`.
  public func callAsFunction(_ x: Tensor, _ call: NormalizationCall) -> Tensor {
    guard call.mode == .training, let pass else { return scaled(x, call, by: history.block) }
    pass.begin(from: history.block, on: x.tape)
    defer { pass.carryMoments(of: history.block, on: x.tape) }
    return scaled(x, call, by: history.block)
  }

  /// `activation(L x)` at a later step of the recurrence.
  func scaledLater(_ x: Tensor, _ call: NormalizationCall) -> Tensor {
    guard call.mode == .training, let pass else { return scaled(x, call, by: history.block) }
    pass.beginStep(on: x.tape)
    defer { pass.carryMoments(of: pass.working, on: x.tape) }
    return scaled(x, call, by: pass.working)
  }

  private func scaled(_ x: Tensor, _ call: NormalizationCall, by history: Block) -> Tensor {
    let code = codeLength(of: x, call.mode, in: history)
    let share = saliency && call.mode == .training ? call.logClassShare : nil
    let tape = x.tape
    let y = tape.result(x.shape, of: x)
    let dimensions = ScalingDimensions(
      rows: x.shape.rows, columns: x.shape.columns, grouping: grouping.rawValue, activation: call.activation.rawValue)
    tape.append(.scaleByLength, [y.slot, x.slot, code.length, share?.slot], dimensions)
    tape.onBackward(of: y) { gradients in
      gradients.write(x) { dx in
        tape.append(
          .codeLengthBackward, [dx, gradients[y]!, x.slot, y.slot, code.length, share?.slot, code.scratch], dimensions)
      }
    }
    return y
  }

  /// Writes L of `x` to `target` without multiplying by it: one number, or one a sample or feature.
  public func probe(_ x: Tensor, _ mode: NormalizationCall.Mode, into target: Block) {
    let tape = x.tape
    let code = codeLength(of: x, mode, in: history.block)
    tape.append(.copy, [tape.slot(of: target), code.length], ElementDimensions(n: groups(of: x)))
  }

  /// The layer's history, for tests and reports.
  public var remembered: RegularityHistory { RegularityHistory(history.block.doubles) }

  private func codeLength(
    of x: Tensor, _ mode: NormalizationCall.Mode, in history: Block
  ) -> (length: Slot, scratch: Slot) {
    precondition(
      grouping != .rows || semantics == .corrected || x.shape.rows == batchRows,
      """
      published rbn keeps one normalizer for each of \(batchRows) rows and was given \(x.shape.rows): its batches must \
      not change their size. Use corrected semantics, which has one for all rows
      """)
    let tape = x.tape
    let groups = groups(of: x)
    let length = tape.scratch(count: groups)
    let scratch = tape.scratch(.float64, count: RegularityHistory.scratchCount(groups: groups))
    tape.append(
      .codeLength, [tape.slot(of: history), scratch, length, x.slot],
      CodeLengthDimensions(
        rows: x.shape.rows, columns: x.shape.columns, grouping: grouping.rawValue, semantics: semantics.code,
        training: mode == .training ? 1 : 0))
    return (length, scratch)
  }

  private func groups(of x: Tensor) -> Int {
    switch grouping {
    case .all: 1
    case .rows: x.shape.rows
    case .columns: x.shape.columns
    }
  }
}
