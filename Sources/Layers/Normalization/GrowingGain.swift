import CKernels
public import Tensors

extension NormalizationMethod {
  /// The control of the regularity layers.
  public static let gain = NormalizationMethod(
    "gain", title: "the control", detail: "after t batches log(t+1) times the layer's output, without statistics",
    multipliesByHistory: true
  ) { site in
    site.perState { GrowingGain(in: site.variables, name: $0 + ".gain") }
  }
}

/// The control of the regularity layers: y = log(t+1) x, where t is the number of training batches so far. No
/// statistics enter.
public final class GrowingGain: Normalization {
  private let seen: State
  private let counts: Bool

  /// Declares `name.seen`, the number of training batches.
  public init(in variables: Variables, name: String) {
    seen = variables.state(name + ".seen", .float64, count: 1)
    counts = true
  }

  private init(reading seen: State) {
    self.seen = seen
    counts = false
  }

  /// A step that multiplies by the first step's factor and does not count.
  public var laterStep: any Normalization { GrowingGain(reading: seen) }

  /// Starts counting anew.
  public func forget() { seen.block.doubles.update(repeating: 0) }

  /// No normalization.
  public var unscaled: any Normalization { NoNormalization() }

  /// `activation(log(t+1) x)`.
  public func callAsFunction(_ x: Tensor, _ call: NormalizationCall) -> Tensor {
    let tape = x.tape
    let length = tape.scratch(count: 1)
    tape.append(
      .gainLength, [tape.slot(of: seen.block), length],
      GainDimensions(training: counts && call.mode == .training ? 1 : 0))
    let y = tape.result(x.shape, of: x)
    let dimensions = ScalingDimensions(
      rows: x.shape.rows, columns: x.shape.columns, grouping: Grouping.all.rawValue,
      activation: call.activation.rawValue)
    tape.append(.scaleByLength, [y.slot, x.slot, length, nil], dimensions)
    tape.onBackward(of: y) { gradients in
      gradients.write(x) { tape.append(.scaleByLengthBackward, [$0, gradients[y]!, y.slot, length, nil], dimensions) }
    }
    return y
  }
}
