import CKernels
import Tensors

extension KernelCase {
  /// Elementwise kernels, on a batch of a small and of a large layer.
  static func elementwise() -> some Sequence<KernelCase> {
    let unary: [Opcode] = [.copy, .relu, .exp, .log, .tanh, .sigmoid, .sqrt]
    let binary: [Opcode] = [.add, .multiply, .divide, .reluBackward, .tanhBackward, .sigmoidBackward]
    return [[50, 64], [128, 1000]].lazy.flatMap { shape in
      let count = shape[0] * shape[1]
      return unary.map { opcode in elementwise(opcode, shape, inputs: [.varied(count)]) }
        + binary.map { opcode in elementwise(opcode, shape, inputs: [.varied(count), .varied(count)]) }
    }
  }

  /// The optimizers' updates of a small network's and of a large one's parameters.
  static func optimizers() -> some Sequence<KernelCase> {
    [4_610, 1_796_010].lazy.flatMap { count in
      let calls = max(1, 100_000 / count)
      let (p, g, m, v) = (
        Block.varied(count), Block(.float32, count: count), Block(.float32, count: count), Block(.float32, count: count)
      )
      let (rate, powers) = (Block(.float32, count: 1), Block(.float64, count: 2))
      powers.doubles.update(repeating: 1)
      return [
        KernelCase(group: "elementwise", call: "stochasticGradientDescent", shape: [count], calls: calls) { tape in
          let slots = [p, g, m, rate].map { tape.slot(of: $0) } + [nil]
          tape.append(.stochasticGradientDescent, slots, ElementDimensions(n: count), [0.9])
        },
        KernelCase(group: "elementwise", call: "adam", shape: [count], calls: calls) { tape in
          let slots = [p, g, m, v, powers, rate].map { tape.slot(of: $0) } + [nil]
          tape.append(.adam, slots, ElementDimensions(n: count), [0.9, 0.999, 1e-8])
        },
      ]
    }
  }

  private static func elementwise(_ opcode: Opcode, _ shape: [Int], inputs: [Block]) -> KernelCase {
    let count = shape[0] * shape[1]
    let result = Block(.float32, count: count)
    return KernelCase(group: "elementwise", call: opcode.name, shape: shape, calls: max(1, 1_000_000 / count)) { tape in
      let constants: [Double] = opcode == .log ? [-.infinity] : []
      tape.append(opcode, ([result] + inputs).map { tape.slot(of: $0) }, ElementDimensions(n: count), constants)
    }
  }
}
