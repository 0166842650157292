import Layers
import Tensors
import Trials

/// A recurrent cell that sees the same image at every time step, with a normalization of its output h after each step,
/// and a linear layer on the last h: `[batch, pixels]` to `[batch, classes]`.
/// ```
/// h_0 = 0      h_t = normalization_t(cell(image, h_t-1))      logits = linear(h_T)
/// ```
struct RecurrentNetwork: ImageClassifier {
  /// The steps that share a normalization's history.
  enum History: String, CaseIterable {
    /// Every step has its own history.
    case perStep
    /// The first step has its own history. All later steps share another, which counts a batch once for each step.
    case shared
    /// All steps read one history, and only the update by the first step of a batch reaches the next batch, as in the
    /// published program.
    case published

    func makeNormalizations(
      _ method: NormalizationMethod, steps: Int, features: Int, batchRows: Int, semantics: Semantics,
      in variables: Variables
    ) -> [any Normalization] {
      switch self {
      case .perStep:
        method.makeSteps(
          (1...steps).map { "h.step\($0)" }, features: features, batchRows: batchRows, semantics: semantics,
          in: variables, name: "h")
      case .shared:
        method.makeSteps(
          ["h.step1"] + Array(repeating: "h.laterSteps", count: steps - 1), features: features, batchRows: batchRows,
          semantics: semantics, in: variables, name: "h")
      case .published:
        method.makeStepsOfOneHistory(
          steps, features: features, batchRows: batchRows, semantics: semantics, in: variables, name: "h")
      }
    }
  }

  let probes: [Probe]
  private let cell: AnyRecurrentCell
  private let output: Linear
  private let normalizations: [any Normalization]

  init(_ settings: Settings<MNISTRNNSettings>, inputs: Int, classes: Int, in variables: Variables) {
    let (normalization, rows) = (settings.training.normalization, settings.training.batchSize)
    let (method, semantics, hidden) = (normalization.method, normalization.semantics, settings.hiddenUnits)
    cell = AnyRecurrentCell(
      settings.cell, inputs, hidden, weightNorm: method.normalizesWeights, in: variables, name: "cell")
    output = Linear(hidden, classes, weightNorm: method.normalizesWeights, in: variables, name: "output")
    normalizations = settings.history.makeNormalizations(
      method, steps: settings.timeSteps, features: hidden, batchRows: rows, semantics: semantics, in: variables)
    probes =
      !settings.training.probe
      ? []
      : (1...settings.timeSteps).map {
        Probe(
          NetworkPlace(layer: "h", timeStep: $0), features: hidden, batchRows: rows, semantics: semantics, in: variables
        )
      }
  }

  func callAsFunction(_ images: Tensor, _ call: NormalizationCall) -> Tensor {
    let projected = cell.projected(images)
    var state = cell.start(images.tape, batch: images.shape[0])
    for (step, normalization) in normalizations.enumerated() {
      state = cell(projected: projected, state)
      if call.mode == .training, step < probes.count { probes[step].measure(state.hidden) }
      state.hidden = normalization(state.hidden, call)
    }
    return output(state.hidden)
  }
}
