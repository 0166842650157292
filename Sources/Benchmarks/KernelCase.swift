import Tensors

/// A few kernels that are timed outside a task.
struct KernelCase {
  /// The group on the command line: `gemm`.
  let group: String
  /// The call: `nt`, `exp`, `rn`.
  let call: String
  /// The extents, `128x784x1000`. The extents of a product are rows, inner extent, columns.
  let shape: String
  /// The number of calls in one replay of `step`: so many that reading the clock does not count.
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

  /// The cost of one call.
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
