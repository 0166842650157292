import Bytes
import Environments
import Tensors
import Trials

/// Writes a trial's state: the trial's identity, numbers, curves, and blocks as they lie in memory (little-endian).
struct CheckpointWriter {
  private var writer: ByteWriter

  init(_ trial: TrialIdentifier) {
    writer = ByteWriter(Array("regnorm-checkpoint-1\n\(trial)\n".utf8))
  }

  var bytes: [UInt8] { writer.bytes }

  mutating func write(_ number: Int) { writer.write(Int64(number)) }

  mutating func write(_ number: Double) { writer.write(number) }

  mutating func write(_ flag: Bool) {
    write(flag ? 1 : 0)
  }

  mutating func write(_ bytes: [UInt8]) {
    write(bytes.count)
    writer.append(bytes)
  }

  mutating func write(_ curve: [CurvePoint]) {
    write(curve.count)
    for point in curve {
      write(point.step)
      write(point.value)
    }
  }

  mutating func write(_ block: Block) {
    write(block.bytes.count)
    writer.append(block.bytes)
  }

  /// Parameters and states.
  mutating func write(_ variables: Variables) {
    write(variables.values)
    for state in variables.states { write(state.block) }
  }

  /// Writes the unfinished episodes.
  mutating func write(_ environments: VectorizedEnvironment) {
    write(environments.state)
  }
}

/// Reads the bytes of `CheckpointWriter` in the same order. Lengths and ranges are checked before use.
struct CheckpointReader {
  private var reader: ByteReader

  init(_ bytes: [UInt8], of trial: TrialIdentifier) throws(CheckpointError) {
    let header = Array("regnorm-checkpoint-1\n\(trial)\n".utf8)
    guard bytes.starts(with: header) else { throw CheckpointError(reason: "it is of another trial or version") }
    reader = ByteReader(bytes, skipping: header.count)
  }

  mutating func integer(in range: ClosedRange<Int>) throws(CheckpointError) -> Int {
    let number = try integer()
    guard range.contains(number) else {
      throw CheckpointError(
        reason: "it holds \(number) instead of a number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  mutating func flag() throws(CheckpointError) -> Bool {
    try integer(in: 0...1) == 1
  }

  mutating func number() throws(CheckpointError) -> Double {
    guard let number = reader.number() else { throw Self.cutShort }
    return number
  }

  mutating func curve() throws(CheckpointError) -> [CurvePoint] {
    let count = try integer()
    guard count >= 0, count <= reader.remaining / 16 else { throw Self.cutShort }
    var points: [CurvePoint] = []
    for _ in 0..<count { points.append(CurvePoint(step: try integer(), value: try number())) }
    return points
  }

  mutating func bytes() throws(CheckpointError) -> [UInt8] {
    Array(try take(try integer()))
  }

  mutating func read(into block: Block) throws(CheckpointError) {
    let count = try integer()
    guard count == block.bytes.count else {
      throw CheckpointError(reason: "it holds \(count) bytes instead of \(block.bytes.count)")
    }
    let bytes = try take(count)
    bytes.withUnsafeBytes { block.bytes.copyMemory(from: $0) }
  }

  mutating func read(into variables: Variables) throws(CheckpointError) {
    try read(into: variables.values)
    for state in variables.states { try read(into: state.block) }
  }

  mutating func read(into environments: VectorizedEnvironment) throws(CheckpointError) {
    let state = try bytes()
    do { try environments.restore(state) } catch { throw CheckpointError(reason: error.description) }
  }

  /// Ends the reading. Throws if bytes are left.
  func finish() throws(CheckpointError) {
    guard reader.remaining == 0 else { throw CheckpointError(reason: "it has \(reader.remaining) bytes too many") }
  }

  private mutating func integer() throws(CheckpointError) -> Int {
    guard let word = reader.word(Int64.self) else { throw Self.cutShort }
    return Int(word)
  }

  private mutating func take(_ count: Int) throws(CheckpointError) -> ArraySlice<UInt8> {
    guard let bytes = reader.take(count) else { throw Self.cutShort }
    return bytes
  }

  private static let cutShort = CheckpointError(reason: "it is cut short")
}

/// A checkpoint from which a trial cannot be resumed.
struct CheckpointError: Error, CustomStringConvertible {
  let reason: String

  var description: String { "the checkpoint cannot be resumed: \(reason). Start the trial from its beginning." }
}
