/// A step that is recorded once, compiled, and replayed.
///
/// The first call runs the body on a `Tape` that only records, compiles the instructions and runs them. The second call
/// records again and compares, so that a body which does not do the same every time is found out; from the third call on
/// the body is not looked at. What may change from call to call lives in blocks: inputs, learning rates, histories,
/// random streams. What is baked in: every Swift number that the body passes to an operation, and which way its control
/// flow went.
public final class CompiledStep {
  /// The name that errors carry.
  public let name: String
  private let gradients: Bool
  private var body: ((Tape) -> Void)?
  private var compiled: (program: Program, instructions: [Instruction])?

  /// A step called `name`; `gradients` is false for steps that only evaluate.
  public init(_ name: String, gradients: Bool = true, body: @escaping (Tape) -> Void) {
    self.name = name
    self.gradients = gradients
    self.body = body
  }

  /// Runs the step once.
  ///
  /// Throws `CaptureError` on the second call where the body recorded something else than on the first.
  public func run() throws(CaptureError) {
    if let body { try record(body) }
    compiled!.program.run()
  }

  /// Memory of the temporaries, in bytes; nil before the first run.
  public var arenaByteCount: Int? { compiled?.program.arenaByteCount }

  private func record(_ body: (Tape) -> Void) throws(CaptureError) {
    let tape = Tape(gradients: gradients, executes: false)
    body(tape)
    if let first = compiled?.instructions {
      if let error = CaptureError(step: name, first: first, second: tape.instructions) { throw error }
      compiled!.instructions = []
      self.body = nil
    } else {
      compiled = (Program(instructions: tape.instructions, storage: tape.storage), tape.instructions)
    }
  }
}

/// The body of a step recorded different instructions on its second call: it depends on something that is not in a block.
public struct CaptureError: Error, CustomStringConvertible {
  /// The step's name.
  public let step: String
  /// The index of the first instruction that differs.
  public let index: Int
  /// What was recorded there on the first call; nil where the recording had ended.
  public let first: String?
  /// What was recorded there on the second call; nil where the recording had ended.
  public let second: String?

  init?(step: String, first: [Instruction], second: [Instruction]) {
    guard first != second else { return nil }
    let index = zip(first, second).enumerated().first { $1.0 != $1.1 }?.offset ?? min(first.count, second.count)
    self.step = step
    self.index = index
    self.first = index < first.count ? first[index].description : nil
    self.second = index < second.count ? second[index].description : nil
  }

  /// Names the first operation that differs.
  public var description: String {
    """
    the step \(step) cannot be compiled: its operation \(index) was \(first ?? "absent") when it was first recorded and \
    \(second ?? "absent") when it was recorded again. Keep what changes from call to call in a block.
    """
  }
}
