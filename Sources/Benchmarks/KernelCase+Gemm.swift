import CKernels
import Tensors

extension KernelCase {
  /// Matrix products as layers issue them: forward (nn), gradient of the inputs (nt), gradient of the weights (tn).
  static func products() -> some Sequence<KernelCase> {
    let shapes = [
      (128, 784, 1000), (128, 1000, 1000), (1000, 128, 784), (50, 64, 64), (50, 8, 64), (50, 64, 2), (1, 8, 64),
      (256, 64, 64), (30, 60, 40),
    ]
    return shapes.lazy.flatMap { m, k, n in
      [("nn", 0, 0), ("nt", 0, 1), ("tn", 1, 0)].map { call, transposeLeft, transposeRight in
        let (a, b, c) = (Block.varied(m * k), Block.varied(k * n), Block(.float32, count: m * n))
        let calls = max(1, min(256, 20_000_000 / (2 * m * k * n)))
        return KernelCase(group: "gemm", call: call, shape: [m, k, n], calls: calls) { tape in
          tape.append(
            .gemm, [tape.slot(of: c), tape.slot(of: a), tape.slot(of: b), nil],
            ProductDimensions(
              m: m, n: n, k: k, transposeA: transposeLeft, transposeB: transposeRight, accumulate: 0, activation: 0))
        }
      }
    }
  }
}
