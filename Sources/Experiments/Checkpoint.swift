import Environments
import OperatingSystem
import Tensors
import Trials

/// Writes a trial's state: the trial's identity, numbers, curves, and blocks as they lie in memory (little-endian).
struct CheckpointWriter {
  private(set) var bytes: [UInt8]

  init(_ trial: TrialIdentifier) {
    bytes = Array("regnorm-checkpoint-1\n\(trial)\n".utf8)
  }

  mutating func write(_ number: Int) {
    bytes += UInt64(bitPattern: Int64(number)).littleEndianBytes
  }

  mutating func write(_ number: Double) {
    bytes += number.bitPattern.littleEndianBytes
  }

  mutating func write(_ flag: Bool) {
    write(flag ? 1 : 0)
  }

  mutating func write(_ bytes: [UInt8]) {
    write(bytes.count)
    self.bytes += bytes
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
    bytes.append(contentsOf: block.bytes)
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

  private static let cutShort = CheckpointError(reason: "it is cut short")

  init(_ bytes: [UInt8], of trial: TrialIdentifier) throws(CheckpointError) {
    let header = Array("regnorm-checkpoint-1\n\(trial)\n".utf8)
    guard bytes.starts(with: header) else { throw CheckpointError(reason: "it is of another trial or version") }
    reader = ByteReader(bytes)
    _ = reader.take(header.count)
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
    Double(bitPattern: try word())
  }

  mutating func curve() throws(CheckpointError) -> [CurvePoint] {
    let count = try integer()
    guard count >= 0, count <= reader.remaining / 16 else {
      throw Self.cutShort
    }
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
    try take(count).withUnsafeBytes { block.bytes.copyMemory(from: $0) }
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
    guard reader.remaining == 0 else {
      throw CheckpointError(reason: "it has \(reader.remaining) bytes too many")
    }
  }

  private mutating func integer() throws(CheckpointError) -> Int {
    Int(Int64(bitPattern: try word()))
  }

  private mutating func word() throws(CheckpointError) -> UInt64 {
    guard let word = reader.integer(UInt64.self) else { throw Self.cutShort }
    return word
  }

  private mutating func take(_ count: Int) throws(CheckpointError) -> ArraySlice<UInt8> {
    guard let bytes = reader.take(count) else { throw Self.cutShort }
    return bytes
  }
}

/// A checkpoint from which a trial cannot be resumed.
struct CheckpointError: Error, CustomStringConvertible {
  let reason: String

  var description: String { "the checkpoint cannot be resumed: \(reason). Start the trial from its beginning." }
}
