import CKernels
import Tensors

/// The present speed of this core, measured with a product of two 256 × 256 matrices that stay in its cache.
enum CoreSpeed {
  /// GFLOP/s over 20 ms.
  static func measured() throws -> Double {
    let size = 256
    let (a, c) = (Block(.float32, count: size * size), Block(.float32, count: size * size))
    let step = CompiledStep("core speed", gradients: false) { tape in
      tape.append(
        .gemm, [tape.slot(of: c), tape.slot(of: a), tape.slot(of: a), nil],
        ProductDimensions(m: size, n: size, k: size, transposeA: 0, transposeB: 0, accumulate: 0, activation: 0))
    }
    try step.run()
    let start = ProcessClock.wall()
    var (runs, now) = (0, start)
    while now - start < 0.02 {
      try step.run()
      runs += 1
      now = ProcessClock.wall()
    }
    return Double(runs) * 2 * Double(size * size * size) / (now - start) / 1e9
  }
}
