import Layers
import Tensors

/// A recurrent cell that sees the same image at every time step, with a normalization of its output h after each step,
/// and a linear layer on the last h: `[batch, pixels]` to `[batch, classes]`.
/// ```
/// h_0 = 0      h_t = normalization_t(cell(image, h_t-1))      logits = linear(h_T)
/// ```
struct RecurrentNetwork: ImageClassifier {
  /// Which steps share what a normalization remembers.
  enum History: String, CaseIterable {
    /// Every step has its own.
    case perStep
    /// The first step has its own, all later ones share another: the published program's.
    case shared

    func names(steps: Int) -> [String] {
      (1...steps).map { $0 == 1 || self == .perStep ? "h.step\($0)" : "h.laterSteps" }
    }
  }

  /// The sizes of the network and what it is made of.
  struct Configuration {
    let cell: RecurrentCellKind
    let hiddenUnits: Int
    let timeSteps: Int
    let history: History
    let batchRows: Int
    let normalization: NormalizationSettings
    let probe: Bool
  }

  let probed: [String]
  private let cell: AnyRecurrentCell
  private let output: Linear
  private let normalizations: [any Normalization]
  private let probes: [RegularityNormalization]

  init(_ configuration: Configuration, inputs: Int, classes: Int, in variables: Variables) {
    let (hidden, method) = (configuration.hiddenUnits, configuration.normalization.method)
    let (rows, semantics) = (configuration.batchRows, configuration.normalization.semantics)
    cell = AnyRecurrentCell(
      configuration.cell, inputs, hidden, weightNorm: method.normalizesWeights, in: variables, name: "cell")
    output = Linear(hidden, classes, weightNorm: method.normalizesWeights, in: variables, name: "output")
    normalizations = method.makeSteps(
      configuration.history.names(steps: configuration.timeSteps), features: hidden, batchRows: rows,
      semantics: semantics, in: variables, name: "h")
    probed = configuration.probe ? History.perStep.names(steps: configuration.timeSteps) : []
    probes = probed.map {
      RegularityNormalization(
        features: hidden, batchRows: rows, grouping: .all, semantics: semantics, in: variables, name: $0 + ".probe")
    }
  }

  func callAsFunction(
    _ images: Tensor, _ mode: NormalizationCall.Mode, logClassShare: Tensor?, codeLengths: [Block]
  ) -> Tensor {
    let call = NormalizationCall(mode, logClassShare: logClassShare)
    let projected = cell.projected(images)
    var state = cell.start(images.tape, batch: images.shape[0])
    for (step, normalization) in normalizations.enumerated() {
      state = cell(projected: projected, state)
      if mode == .training, step < probes.count { probes[step].probe(state.hidden, mode, into: codeLengths[step]) }
      state.hidden = normalization(state.hidden, call)
    }
    return output(state.hidden)
  }
}
