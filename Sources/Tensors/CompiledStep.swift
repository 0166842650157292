import CKernels

/// A step that is recorded twice and replayed from then on.
///
/// The first two calls run the body on a `Tape` and keep its instructions; both must be the same, so that what is
/// replayed is what the body would do. What may change from call to call lives in blocks: inputs, learning rates,
/// histories, random streams. What is baked in: every Swift number the body passes to an operation, and which way its
/// control flow went.
public final class CompiledStep {
  private enum Stage {
    case new
    case recorded([Instruction])
    case compiled(Program)
  }

  /// The name that errors carry.
  public let name: String
  private let gradients: Bool
  private let body: (Tape) -> Void
  private var stage = Stage.new

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
    switch stage {
    case .compiled(let program):
      program.run()
    case .new:
      stage = .recorded(record().instructions)
    case .recorded(let first):
      let tape = record()
      if let error = CaptureError(step: name, first: first, second: tape.instructions) { throw error }
      stage = .compiled(Program(instructions: tape.instructions, storage: tape.storage))
    }
  }

  /// Memory of the temporaries, in bytes; nil before the step is compiled.
  public var arenaByteCount: Int? {
    if case .compiled(let program) = stage { program.arenaByteCount } else { nil }
  }

  private func record() -> Tape {
    let tape = Tape(gradients: gradients)
    body(tape)
    return tape
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
