import Tensors

/// A few kernels that are timed without a task around them.
struct KernelCase {
  /// The group on the command line: `gemm`.
  let group: String
  /// What is called: `nt`, `exp`, `rn`.
  let call: String
  /// The extents, `128x784x1000`; a product's are rows, inner extent, columns.
  let shape: String
  /// Calls in one replay of `step`, so that reading the clock does not count.
  let calls: Int
  /// The calls, recorded.
  let step: CompiledStep
  private let body: (Tape) -> Void

  init(group: String, call: String, shape: [Int], calls: Int, body: @escaping (Tape) -> Void) {
    self.group = group
    self.call = call
    self.shape = shape.map(String.init).joined(separator: "x")
    self.calls = calls
    self.body = body
    step = CompiledStep("\(group) \(call) \(shape)") { tape in
      for _ in 0..<calls { body(tape) }
    }
  }

  /// What one call costs.
  func entries() throws -> [StepProfile.Entry] {
    let profile = StepProfile()
    try StepProfile.$current.withValue(profile) { try CompiledStep("cost of \(call)", body: body).run() }
    return profile.entries
  }
}

extension Block {
  /// Uniform numbers on ±1, the same every time.
  static func varied(_ count: Int) -> Block {
    let block = Block(.float32, count: count)
    RandomStream(seed: 1, name: "benchmark").fillUniform(block, from: -1, to: 1)
    return block
  }
}
