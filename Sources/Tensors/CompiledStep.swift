/// A step that is recorded once, compiled, and replayed.
///
/// The first call runs the body on a `Tape` that only records, compiles the instructions and runs them. The second call
/// records again and compares, which finds a body that does not do the same every time. From the third call on the body
/// does not run. Values that change from call to call live in blocks: inputs, learning rates, histories, random
/// streams. Fixed by the first call are every Swift number that the body passes to an operation, the way its control
/// flow went, and the blocks themselves.
public final class CompiledStep {
  /// The name that errors carry.
  public let name: String
  private let gradients: Bool
  private let profile = StepProfile.current
  private var body: ((Tape) -> Void)?
  private var program: Program?
  private var recording: Recording?

  /// A step called `name`. `gradients` is false for a step that only evaluates.
  public init(_ name: String, gradients: Bool = true, body: @escaping (Tape) -> Void) {
    self.name = name
    self.gradients = gradients
    self.body = body
  }

  /// Runs the step once.
  ///
  /// Throws `CaptureError` on the second call if the body recorded other instructions than on the first.
  public func run() throws(CaptureError) {
    if let body { try record(body) }
    if let profile, let recording {
      program!.run(recording, reportingTo: profile)
    } else {
      program!.run()
    }
  }

  /// Memory of the temporaries, in bytes; nil before the first run.
  public var arenaByteCount: Int? { program?.arenaByteCount }

  private func record(_ body: (Tape) -> Void) throws(CaptureError) {
    let tape = Tape(gradients: gradients, executes: false)
    body(tape)
    tape.forgetRules()
    let recorded = Recording(instructions: tape.instructions, storage: tape.storage)
    if let first = recording {
      if let error = CaptureError(step: name, first: first, second: recorded) { throw error }
      // Only a profile still needs the recording: it names the instructions.
      if profile == nil { recording = nil }
      self.body = nil
    } else {
      recording = recorded
      program = Program(recorded)
    }
  }
}

/// The body of a step recorded different instructions on its second call: the body depends on something that is not in
/// a block.
public struct CaptureError: Error, CustomStringConvertible {
  /// The step's name.
  public let step: String
  /// The index of the first instruction that differs.
  public let index: Int
  /// The first call's instruction at `index`; nil where the recording had ended.
  public let first: String?
  /// The second call's instruction at `index`; nil where the recording had ended.
  public let second: String?

  init?(step: String, first: Recording, second: Recording) {
    let (before, now) = (first.instructions.count, second.instructions.count)
    let common = 0..<min(before, now)
    let difference = common.first { !second.agrees(with: first, at: $0) }
    guard let index = difference ?? (before == now ? nil : common.upperBound) else { return nil }
    self.step = step
    self.index = index
    self.first = index < before ? first.instructions[index].description : nil
    self.second = second.description(of: index, unlike: first)
  }

  /// Names the first operation that differs.
  public var description: String {
    """
    the step \(step) cannot be compiled: its operation \(index) was \(first ?? "absent") on the first call and \
    \(second ?? "absent") on the second. Keep what changes from call to call in a block.
    """
  }
}
