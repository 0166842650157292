import CKernels
import Digests
import Layers
import Tensors

extension Fingerprint {
  /// The fingerprints of kernels on fixed inputs: products, functions, normalizations, random numbers.
  ///
  /// The kernels run in the body that this thread uses; `regnorm_use_body` chooses another.
  public static func kernels() throws -> [Fingerprint] {
    [try products(), try functions(), try normalizations(), randomNumbers()]
  }

  private static func products() throws -> Fingerprint {
    let shapes = [(128, 784, 100), (50, 64, 64), (50, 8, 64), (50, 64, 2), (1, 8, 64), (30, 60, 40), (7, 13, 5)]
    return try fingerprint("kernels/products") { tape, results in
      for (m, k, n) in shapes {
        let (a, b) = (Block.varied(m * k), Block.varied(k * n))
        for (transposeLeft, transposeRight) in [(0, 0), (0, 1), (1, 0)] {
          let c = Block(.float32, count: m * n)
          results.append(c)
          tape.append(
            .gemm, [tape.slot(of: c), tape.slot(of: a), tape.slot(of: b), nil],
            ProductDimensions(
              m: m, n: n, k: k, transposeA: transposeLeft, transposeB: transposeRight, accumulate: 0, activation: 0))
        }
      }
    }
  }

  private static func functions() throws -> Fingerprint {
    let count = 10_007
    let x = Block.varied(count, from: -90, to: 90)
    let positive = Block.varied(count, from: 1e-30, to: 1e3)
    return try fingerprint("kernels/functions") { tape, results in
      func apply(_ opcode: Opcode, to x: Block, _ dimensions: some KernelDimensions, _ constants: [Double] = []) {
        let y = Block(.float32, count: count)
        results.append(y)
        tape.append(opcode, [tape.slot(of: y), tape.slot(of: x)], dimensions, constants)
      }
      for opcode in [Opcode.exp, .tanh, .sigmoid, .relu] { apply(opcode, to: x, ElementDimensions(n: count)) }
      apply(.log, to: positive, ElementDimensions(n: count), [-.infinity])
      apply(.sqrt, to: positive, ElementDimensions(n: count))
      apply(.logSoftmax, to: x, RowDimensions(n: 1, width: count))
      apply(.reduceSum, to: x, ReductionDimensions(outer: 1, middle: count, inner: 1, accumulate: 0), [1])
    }
  }

  /// Every single normalization and two combinations with a ReLU, forward and backward, three steps long so that histories
  /// count.
  private static func normalizations() throws -> Fingerprint {
    let (rows, features) = (24, 37)
    var hash = SHA256()
    let methods = NormalizationMethod.allCases.filter { $0.parts.isEmpty || [.lnThenRn, .rnThenLn].contains($0) }
    for semantics in [Semantics.published, .corrected] {
      for method in methods {
        let variables = Variables()
        let x = variables.parameter("x", [rows, features], initial: .normal(standardDeviation: 1))
        let linear = Linear(features, features, weightNorm: method.normalizesWeights, in: variables, name: "linear")
        let normalization = method.make(
          features: features, batchRows: rows, semantics: semantics, in: variables, name: "site")
        variables.layOut(seed: 1)
        let (target, share) = (Block.varied(rows * features), Block.varied(rows, from: -3, to: 0))
        let step = CompiledStep("fingerprint of \(method.rawValue)") { tape in
          let share = method.usesClassShare ? tape.tensor(share, [rows]) : nil
          let y = normalization(
            linear(tape.tensor(x)), NormalizationCall(.training, activation: .relu, logClassShare: share))
          tape.backward(from: y.meanSquaredError(tape.tensor(target, [rows, features])), clearing: variables)
        }
        for _ in 0..<3 { try step.run() }
        hash.update(UnsafeRawBufferPointer(variables.gradients.bytes))
        for state in variables.states { hash.update(UnsafeRawBufferPointer(state.block.bytes)) }
      }
    }
    return Fingerprint(name: "kernels/normalizations", digest: hash.finalize())
  }

  private static func randomNumbers() -> Fingerprint {
    let variables = Variables()
    _ = variables.parameter("normal", [10_007], initial: .normal(standardDeviation: 1))
    _ = variables.parameter("uniform", [10_007], initial: .uniform(bound: 1))
    variables.layOut(seed: 1)
    return Fingerprint(name: "kernels/random", digest: SHA256.hash(variables.values.bytes))
  }

  /// Runs the recorded kernels once and returns the digest of the blocks that they wrote.
  private static func fingerprint(
    _ name: String, recording body: (Tape, inout [Block]) -> Void
  ) throws -> Fingerprint {
    var results: [Block] = []
    try withoutActuallyEscaping(body) { body in
      try CompiledStep(name, gradients: false) { tape in
        results = []
        body(tape, &results)
      }.run()
    }
    var hash = SHA256()
    for block in results { hash.update(UnsafeRawBufferPointer(block.bytes)) }
    return Fingerprint(name: name, digest: hash.finalize())
  }
}

extension Block {
  /// Uniform numbers, the same every time.
  fileprivate static func varied(_ count: Int, from low: Float = -1, to high: Float = 1) -> Block {
    let block = Block(.float32, count: count)
    RandomStream(seed: count, name: "fingerprint").fillUniform(block, from: low, to: high)
    return block
  }
}
