import CKernels
public import Tensors

extension NormalizationMethod {
  /// Weight normalization. The linear layers normalize their weights themselves.
  public static let wn = NormalizationMethod(
    "wn", title: "weight normalization, of the linear layers' weights", normalizesOutputs: false,
    normalizesWeights: true
  ) { site in
    site.states.map { _ in NoNormalization() }
  }
}

extension Tensor {
  /// Weight normalization of directions `[inputs, outputs]` by lengths `[outputs]`: column j becomes g_j v_j / |v_j|.
  public func weightNormalized(by gain: Tensor) -> Tensor {
    let (v, inputs, outputs) = (self, shape[0], shape[1])
    let w = tape.result(shape, of: v, gain)
    let norm = tape.scratch(count: shape[1])
    tape.append(.weightNorm, [w.slot, norm, v.slot, gain.slot], WeightNormDimensions(inputs: inputs, outputs: outputs))
    tape.onBackward(of: w) { [tape] gradients in
      gradients.addTogether(v, gain) { dv, dgain, accumulate in
        tape.append(
          .weightNormBackward, [dv, dgain, gradients[w]!, v.slot, gain.slot, norm],
          WeightNormGradientDimensions(inputs: inputs, outputs: outputs, accumulate: accumulate))
      }
    }
    return w
  }
}
