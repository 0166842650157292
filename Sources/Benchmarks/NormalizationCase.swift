import Layers
import Tensors

/// A normalization with its ReLU, forward and backward, on the batch of a large layer. Weight normalization runs on
/// weights of that shape, without a ReLU.
///
/// The kernels are timed one by one, so that the other kernels of the step (the loss, for example) do not count. In
/// each window the fastest call of each kernel counts.
struct NormalizationCase {
  private static let (rows, features) = (128, 1000)

  let call: String
  let shape = "128x1000"
  let profile = StepProfile()
  let step: CompiledStep

  /// Every method, in its published form if it has one.
  static func all() -> some Sequence<NormalizationCase> {
    NormalizationMethod.allCases.lazy.map(NormalizationCase.init)
  }

  private init(_ method: NormalizationMethod) {
    call = method.rawValue
    let (rows, features) = (Self.rows, Self.features)
    let variables = Variables()
    let x = variables.parameter("x", [rows, features], initial: .normal(standardDeviation: 1))
    let length = variables.parameter("length", [features], initial: .constant(1))
    let normalization = method.make(
      features: features, batchRows: rows, semantics: .published, in: variables, name: "site")
    variables.layOut(seed: 1)
    let target = Block.varied(rows * features)
    let (classes, index) = (Block(.uint8, count: rows), Block(.int32, count: rows))
    for row in 0..<rows { index.integers[row] = Int32(row) }
    step = StepProfile.$current.withValue(profile) {
      CompiledStep("normalization \(method.rawValue)") { tape in
        let labels = tape.labels(classes, rows: rows, index: index)
        let share = method.usesClassShare ? labels.logClassShare(classes: 10) : nil
        let call = NormalizationCall(.training, activation: .relu, logClassShare: share)
        let input = tape.tensor(x)
        let y =
          method.normalizesWeights ? input.weightNormalized(by: tape.tensor(length)) : normalization(input, call)
        tape.backward(from: y.meanSquaredError(tape.tensor(target, [rows, features])), clearing: variables)
      }
    }
  }

  /// The normalization's own kernels since the profile was reset.
  var entries: [StepProfile.Entry] {
    let around = ["fill", "squaredError", "squaredErrorBackward", "gatherLabels"]
    return profile.entries.filter { !around.contains($0.kernel) }
  }
}
