import CKernels
import Testing

/// A way to call a kernel with random operands, at any size from 1 on.
struct KernelCall: Sendable, CustomTestStringConvertible {
  typealias Arguments = (operands: [Block?], dimensions: [Int], constants: [Double])

  let opcode: Opcode
  let variant: String
  let make: @Sendable (_ size: Int, _ generator: inout TestGenerator) -> Arguments

  init(
    _ opcode: Opcode, _ variant: String = "",
    make: @escaping @Sendable (_ size: Int, _ generator: inout TestGenerator) -> Arguments
  ) {
    self.opcode = opcode
    self.variant = variant
    self.make = make
  }

  var testDescription: String { variant.isEmpty ? "\(opcode)" : "\(opcode), \(variant)" }

  /// At least one call of every kernel.
  static let catalogue: [KernelCall] =
    products + elementwise + shapes + rows + losses + images + cells + optimizers + random + batches
    + normalizations
}

extension TestGenerator {
  fileprivate mutating func block(_ count: Int, in range: ClosedRange<Float> = -2...2) -> Block {
    Block(floats(count, in: range))
  }

  fileprivate mutating func labels(_ count: Int, below limit: Int) -> Block {
    Block(indices(count, below: limit))
  }
}

private let products: [KernelCall] =
  [(false, false), (true, false), (false, true), (true, true)].flatMap { transposes in
    let flags = [transposes.0 ? 1 : 0, transposes.1 ? 1 : 0]
    return [
      // `size` columns, `size` rows, or a long chain.
      KernelCall(.gemm, "\(flags) relu") { n, generator in
        (
          [Block(floats: 5 * n), generator.block(35), generator.block(7 * n), generator.block(n)],
          [5, n, 7] + flags + [0, 1], []
        )
      },
      KernelCall(.gemm, "\(flags) tanh") { n, generator in
        (
          [Block(floats: 11 * n), generator.block(3 * n), generator.block(33), generator.block(11)],
          [n, 11, 3] + flags + [0, 2], []
        )
      },
      KernelCall(.gemm, "\(flags) accumulating") { n, generator in
        (
          [generator.block(500), generator.block(10 * n), generator.block(50 * n), nil], [10, 50, n] + flags + [1, 0],
          []
        )
      },
      KernelCall(.batchedGemm, "\(flags)") { n, generator in
        ([Block(floats: 12 * n), generator.block(24), generator.block(16 * n)], [2, 3, 2 * n, 4] + flags + [0], [])
      },
    ]
  }

private let elementwise: [KernelCall] =
  [Opcode.exp, .tanh, .sigmoid, .relu].map { opcode in
    KernelCall(opcode) { n, generator in ([Block(floats: n), generator.block(n, in: -110...110)], [n], []) }
  }
  + [Opcode.add, .subtract, .multiply, .divide, .minimum, .maximum].map { opcode in
    KernelCall(opcode) { n, generator in ([Block(floats: n), generator.block(n), generator.block(n)], [n], []) }
  }
  + [Opcode.reluBackward, .tanhBackward, .sigmoidBackward, .logBackward].map { opcode in
    KernelCall(opcode) { n, generator in ([Block(floats: n), generator.block(n), generator.block(n)], [n], []) }
  }
  + [Opcode.minimumBackward, .maximumBackward].map { opcode in
    KernelCall(opcode) { n, generator in
      ([Block(floats: n), Block(floats: n), generator.block(n), generator.block(n), generator.block(n)], [n], [])
    }
  }
  + [
    KernelCall(.fill) { n, _ in ([Block(floats: n)], [n], [0.3]) },
    KernelCall(.copy) { n, generator in ([Block(floats: n), generator.block(n)], [n], []) },
    KernelCall(.scaleShift) { n, generator in ([Block(floats: n), generator.block(n)], [n], [0.7, -1.3]) },
    KernelCall(.accumulate) { n, generator in ([generator.block(n), generator.block(n)], [n], [0.7]) },
    KernelCall(.clamp) { n, generator in ([Block(floats: n), generator.block(n)], [n], [-1, 0.5]) },
    KernelCall(.clampBackward) { n, generator in
      ([Block(floats: n), generator.block(n), generator.block(n)], [n], [-1, 0.5])
    },
    KernelCall(.log) { n, generator in ([Block(floats: n), generator.block(n, in: 0...100)], [n], [-100]) },
    KernelCall(.log, "of denormals") { n, generator in
      ([Block(floats: n), generator.block(n, in: 0...1e-38)], [n], [-100])
    },
    KernelCall(.sqrt) { n, generator in ([Block(floats: n), generator.block(n, in: 0...100)], [n], []) },
    KernelCall(.lerp) { n, generator in ([generator.block(n), generator.block(n)], [n], [0.005]) },
  ]

/// Rows of n with operands that repeat along or across them, on either side, an operand that does not repeat, and
/// strides that vectors cannot follow.
private let shapes: [KernelCall] =
  (0..<4).flatMap { kind in
    [
      ("a column", [0, 0, 1, 0]), ("a row", [0, 0, 0, 1]), ("one number", [0, 0, 0, 0]), ("a transpose", [0, 0, 1, 3]),
    ]
    .flatMap { name, strides in
      [false, true].map { swapped in
        KernelCall(.broadcastBinary, "kind \(kind), \(name) \(swapped ? "first" : "second")") { n, generator in
          let (a, b) = (generator.block(3 * n), generator.block(3 * n, in: 0.5...2))
          let whole = [0, 0, n, 1]
          return (
            [Block(floats: 3 * n)] + (swapped ? [b, a] : [a, b]),
            [kind, 1, 1, 3, n] + (swapped ? strides + whole : whole + strides), []
          )
        }
      }
    }
  }
  + (0..<4).map { activation in
    KernelCall(.activationBackward, "activation \(activation)") { n, generator in
      let operands = [Block(floats: 5 * n), generator.block(n), generator.block(5 * n), generator.block(5 * n)]
      return (operands, [5, n, activation % 2, activation], [])
    }
  }
  + [
    KernelCall(.reduceSum, "rows") { n, generator in ([Block(floats: 3), generator.block(3 * n)], [3, n, 1, 0], [0.3])
    },
    KernelCall(.reduceSum, "columns") { n, generator in
      ([generator.block(n), generator.block(7 * n)], [1, 7, n, 1], [0.3])
    },
    KernelCall(.sumOfSquares) { n, generator in ([Block([1.5]), generator.block(n)], [n, 1], []) },
    KernelCall(.copyStrided, "transposing and adding") { n, generator in
      ([generator.block(3 * n), generator.block(3 * n)], [1, 1, 3, n, 0, 0, n, 1, 0, 0, 1, 3, 0, 0, 1], [])
    },
  ]
  + [0, 1].map { accumulate in
    KernelCall(.copyStrided, "rows into wider rows, accumulate \(accumulate)") { n, generator in
      (
        [generator.block(3 * (n + 2)), generator.block(3 * n)],
        [1, 1, 3, n, 0, 0, n + 2, 1, 0, 0, n, 1, 1, 0, accumulate], []
      )
    }
  }
  + (2...5).flatMap { ways in
    [false, true].map { apart in
      KernelCall(.copyStrided, "\(ways) rows \(apart ? "taken apart" : "put together")") { n, generator in
        let (rows, interleaved) = ([ways * n, n, n, 1], [ways * n, 1, n, ways])
        return (
          [Block(floats: 2 * ways * n), generator.block(2 * ways * n)],
          [2, ways, 1, n] + (apart ? rows + interleaved : interleaved + rows) + [0, 0, 0], []
        )
      }
    }
  }

private let rows: [KernelCall] = [
  KernelCall(.gatherRows) { n, generator in
    ([Block(floats: 3 * n), generator.block(4 * n), generator.labels(3, below: 4)], [3, n], [])
  },
  KernelCall(.scatterAddRows) { n, generator in
    ([generator.block(4 * n), generator.block(3 * n), generator.labels(3, below: 4)], [3, n], [])
  },
  KernelCall(.gatherElements) { n, generator in
    ([Block(floats: 3), generator.block(3 * n), generator.labels(3, below: n)], [3, n], [])
  },
  KernelCall(.scatterElements) { n, generator in
    ([Block(floats: 3 * n), generator.block(3), generator.labels(3, below: n)], [3, n], [])
  },
  KernelCall(.argmaxRows) { n, generator in ([Block([0, 0, 0] as [Int32]), generator.block(3 * n)], [3, n], []) },
  KernelCall(.countCorrect) { n, generator in
    ([Block([2] as [Int32]), generator.block(3 * n), generator.labels(3, below: n)], [3, n], [])
  },
]

private let losses: [KernelCall] =
  [Opcode.squaredError, .binaryCrossEntropy].map { opcode in
    KernelCall(opcode) { n, generator in
      ([Block(floats: 1), generator.block(n, in: 0...1), generator.block(n, in: 0...1)], [n], [0.3])
    }
  }
  + [Opcode.squaredErrorBackward, .binaryCrossEntropyBackward].map { opcode in
    KernelCall(opcode) { n, generator in
      let operands = [
        Block(floats: n), generator.block(1), generator.block(n, in: 0...1), generator.block(n, in: 0...1),
      ]
      return (operands, [n], [0.3])
    }
  }
  + [
    KernelCall(.logSoftmax) { n, generator in ([Block(floats: 3 * n), generator.block(3 * n)], [3, n], []) },
    KernelCall(.logSoftmaxBackward) { n, generator in
      ([Block(floats: 3 * n), generator.block(3 * n), generator.block(3 * n)], [3, n], [])
    },
    KernelCall(.negativeLogLikelihood) { n, generator in
      ([Block(floats: 1), generator.block(3 * n), generator.labels(3, below: n)], [3, n], [0.3])
    },
    KernelCall(.negativeLogLikelihoodBackward) { n, generator in
      ([Block(floats: 3 * n), generator.block(1), generator.labels(3, below: n)], [3, n], [0.3])
    },
    KernelCall(.crossEntropy) { n, generator in
      ([Block(floats: 1), Block(floats: 3 * n), generator.block(3 * n), generator.labels(3, below: n)], [3, n], [0.3])
    },
    KernelCall(.crossEntropyBackward) { n, generator in
      (
        [Block(floats: 3 * n), generator.block(1), generator.block(3 * n), generator.labels(3, below: n)], [3, n], [0.3]
      )
    },
  ]

/// Images of n channels: batch 2, height 5, width 4.
private let images: [KernelCall] = [
  KernelCall(.imageToColumns) { n, generator in
    ([Block(floats: 2 * 12 * 4 * n), generator.block(40 * n)], [2, 5, 4, n, 2, 2, 1], [])
  },
  KernelCall(.columnsToImage) { n, generator in
    ([Block(floats: 40 * n), generator.block(2 * 12 * 4 * n)], [2, 5, 4, n, 2, 2, 1], [])
  },
  KernelCall(.maxPool) { n, generator in
    ([Block(floats: 8 * n), Block([Int32](repeating: 0, count: 8 * n)), generator.block(40 * n)], [2, 5, 4, n, 2], [])
  },
  KernelCall(.maxPoolBackward) { n, generator in
    ([Block(floats: 40 * n), generator.block(8 * n), Block((0..<Int32(8 * n)).map { 3 * $0 })], [2, 5, 4, n, 2], [])
  },
]

private let cells: [KernelCall] = [
  KernelCall(.lstmCell) { n, generator in
    let outputs = [Block(floats: 2 * n), Block(floats: 2 * n), Block(floats: 8 * n)]
    return (outputs + [generator.block(8 * n), generator.block(2 * n)], [2, n], [])
  },
  KernelCall(.lstmCellBackward) { n, generator in
    let gradients = [generator.block(2 * n), generator.block(2 * n)]
    let saved = [generator.block(8 * n), generator.block(2 * n), generator.block(2 * n)]
    return ([Block(floats: 8 * n), Block(floats: 2 * n)] + gradients + saved, [2, n], [])
  },
  KernelCall(.gruCell) { n, generator in
    let inputs = [generator.block(6 * n), generator.block(6 * n), generator.block(2 * n)]
    return ([Block(floats: 2 * n), Block(floats: 8 * n)] + inputs, [2, n], [])
  },
  KernelCall(.gruCellBackward) { n, generator in
    let outputs = [Block(floats: 6 * n), Block(floats: 6 * n), Block(floats: 2 * n)]
    return (outputs + [generator.block(2 * n), generator.block(8 * n), generator.block(2 * n)], [2, n], [])
  },
]

private let optimizers: [KernelCall] = [
  KernelCall(.stochasticGradientDescent) { n, generator in
    let arrays = [generator.block(n), generator.block(n), generator.block(n)]
    return (arrays + [Block([0.01] as [Float]), generator.block(1)], [n], [0.9])
  },
  KernelCall(.adam) { n, generator in
    let arrays = [generator.block(n), generator.block(n), generator.block(n), generator.block(n, in: 0...1)]
    return (arrays + [Block([0.81, 0.998]), Block([0.001] as [Float]), nil], [n], [0.9, 0.999, 1e-8])
  },
  KernelCall(.rmsprop) { n, generator in
    let arrays = [generator.block(n), generator.block(n), generator.block(n, in: 0...1)]
    return (arrays + [Block([0.001] as [Float]), nil], [n], [0.99, 1e-5])
  },
  KernelCall(.clipFactor) { n, _ in ([Block(floats: 1), Block([Double(n)])], [1], [1.7]) },
]

private let random: [KernelCall] = [Opcode.randomUniform, .randomNormal].map { opcode in
  KernelCall(opcode) { n, generator in
    ([Block(floats: n), Block([generator.next(), generator.next()])], [n], [-0.3, 1.7])
  }
}

private let batches: [KernelCall] = [
  KernelCall(.gatherImages) { n, generator in
    let pixels = Block(generator.indices(4 * n, below: 256).map(UInt8.init))
    return ([Block(floats: 3 * n), pixels, generator.labels(3, below: 4), generator.block(256)], [3, n], [])
  },
  KernelCall(.gatherLabels) { n, generator in
    let labels = Block(generator.indices(9, below: 256).map(UInt8.init))
    return ([Block([Int32](repeating: 0, count: n)), labels, generator.labels(n, below: 9)], [n], [])
  },
  KernelCall(.logClassShare) { n, generator in
    ([Block(floats: n), generator.labels(n, below: 10)], [n, 10], [])
  },
]
