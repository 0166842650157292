import CKernels

extension KernelCall {
  /// Calls of the normalizations' kernels: a few rows, which some kernels take side by side, of n columns.
  static let normalizations: [KernelCall] = layers + weights + regularity + [manyBlocks, farColumns, gain]

  private static let layers: [KernelCall] =
    [Opcode.layerNormBackward, .batchNormBackward].map { opcode in
      KernelCall(opcode) { n, generator in
        let statistics = generator.positives(2 * max(n, 5))
        let outputs = [Block(floats: 5 * n), Block(floats: n), Block(floats: n)]
        let inputs = [generator.block(5 * n), generator.block(5 * n), statistics, generator.block(n)]
        return (outputs + inputs + [generator.block(5 * n)], [5, n, 0, 1], [])
      }
    }
    + [
      KernelCall(.layerNorm) { n, generator in
        let inputs = [generator.block(7 * n), generator.block(n), generator.block(n)]
        return ([Block(floats: 7 * n), Block(floats: 14)] + inputs, [7, n, 2], [1e-5])
      },
      KernelCall(.batchNorm) { n, generator in
        let (running, x) = (generator.positives(2 * n), generator.block(5 * n))
        let outputs = [Block(floats: 5 * n), Block(floats: 2 * n), running]
        return (outputs + [x, generator.block(n), generator.block(n)], [5, n, 1], [1e-5, 0.1])
      },
      KernelCall(.batchNormEvaluate) { n, generator in
        let inputs = [generator.block(5 * n), generator.positives(2 * n), generator.block(n), generator.block(n)]
        return ([Block(floats: 5 * n)] + inputs, [5, n, 0], [1e-5])
      },
      KernelCall(.batchNormEvaluateBackward) { n, generator in
        let outputs = [Block(floats: 5 * n), generator.block(n), generator.block(n)]
        let inputs = [generator.block(5 * n), generator.block(5 * n), generator.positives(2 * n), generator.block(n)]
        return (outputs + inputs + [generator.block(5 * n)], [5, n, 1, 1], [1e-5])
      },
    ]

  private static let weights: [KernelCall] = [
    KernelCall(.weightNorm) { n, generator in
      ([Block(floats: 7 * n), Block(floats: n), generator.block(7 * n), generator.block(n)], [7, n], [])
    },
    KernelCall(.weightNormBackward) { n, generator in
      let inputs = [generator.block(7 * n), generator.block(7 * n), generator.block(n), generator.positives(n)]
      return ([Block(floats: 7 * n), Block(floats: n)] + inputs, [7, n, 0], [])
    },
  ]

  private static let regularity: [KernelCall] = (0..<3).flatMap { grouping in
    // More rows than pass side by side in any body, and a remainder.
    let (rows, activation) = (11, 2)
    @Sendable func groups(_ n: Int) -> Int { [1, rows, n][grouping] }
    let perSemantics = (0..<2).map { semantics in
      KernelCall(.codeLength, "grouping \(grouping), semantics \(semantics)") { n, generator in
        let history = Block([0.1, 1.2, 50] + [Double](repeating: 0.7, count: groups(n)))
        let scratch = Block([Double](repeating: 0, count: scratchCount(groups(n))))
        let operands = [history, scratch, Block(floats: groups(n)), generator.block(rows * n)]
        return (operands, [rows, n, grouping, semantics, 1], [])
      }
    }
    return perSemantics + [
      KernelCall(.scaleByLength, "grouping \(grouping)") { n, generator in
        let inputs = [generator.block(rows * n), generator.positives(groups(n)), generator.block(rows)]
        return ([Block(floats: rows * n)] + inputs, [rows, n, grouping, activation], [])
      },
      KernelCall(.scaleByLengthBackward, "grouping \(grouping)") { n, generator in
        let inputs = [generator.block(rows * n), generator.block(rows * n), generator.positives(groups(n)), nil]
        return ([Block(floats: rows * n)] + inputs, [rows, n, grouping, activation], [])
      },
      KernelCall(.codeLengthBackward, "grouping \(grouping)") { n, generator in
        let images = [generator.block(rows * n), generator.block(rows * n), generator.block(rows * n)]
        let scratch = Block(generator.floats(scratchCount(groups(n)), in: 0.5...1.5).map(Double.init))
        let factors = [generator.positives(groups(n)), generator.block(rows), scratch]
        return ([Block(floats: rows * n)] + images + factors, [rows, n, grouping, activation], [])
      },
    ]
  }

  /// A batch of more blocks than the moments take side by side.
  private static let manyBlocks = KernelCall(.codeLength, "many blocks") { n, generator in
    let (rows, history) = (9, Block([0.1, 1.2, 50, 0.7]))
    let operands = [history, Block([Double](repeating: 0, count: scratchCount(1))), Block(floats: 1)]
    return (operands + [generator.block(rows * n)], [rows, n, 0, 0, 1], [])
  }

  /// Every third column is so far from the mean that its densities underflow and are summed again.
  private static let farColumns = KernelCall(.codeLength, "far columns") { n, generator in
    let (rows, history) = (11, Block([0.1, 0.001, 1e12] + [Double](repeating: 0.7, count: n)))
    let x = generator.floats(rows * n).enumerated().map { $0 % n % 3 == 0 ? 1 + $1 / 8 : 0.1 }
    let operands = [history, Block([Double](repeating: 0, count: scratchCount(n))), Block(floats: n), Block(x)]
    return (operands, [rows, n, 2, 0, 1], [])
  }

  private static let gain = KernelCall(.gainLength) { n, _ in ([Block([Double(n)]), Block(floats: 1)], [1], []) }

  private static func scratchCount(_ groups: Int) -> Int {
    Int(REGNORM_SCRATCH_HEADER) + Int(REGNORM_SCRATCH_ARRAYS) * ((groups + 15) & ~15)
  }
}

extension TestGenerator {
  fileprivate mutating func block(_ count: Int) -> Block { Block(floats(count, in: -2...2)) }

  fileprivate mutating func positives(_ count: Int) -> Block { Block(floats(count, in: 0.5...2)) }
}
