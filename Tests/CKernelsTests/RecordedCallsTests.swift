import CKernels
import Foundation
import Testing

/// Writes every call of the catalogue with its results for `Tests/compare-arm64`, which repeats the calls on another
/// processor.
///
/// A file of 64-bit little-endian words: opcode, number of operands, dimensions and constants; then for each operand
/// its size in bytes (-1 if absent), the size of its floating-point elements (0 for others), its bytes before and
/// after, padded to words; the dimensions; the constants.
@Suite(.enabled(if: recordingPath != nil, "writes a file: run Tests/compare-arm64"))
struct RecordedCallsTests {
  @Test func theCatalogueIsRecorded() throws {
    let body = try #require(Body.all.last)
    var recording = Data()
    for call in KernelCall.catalogue {
      for size in sizes {
        var generator = TestGenerator(UInt64(size))
        let (operands, dimensions, constants) = call.make(size, &generator)
        let before = operands.map { $0.map { Array($0.bytes) } }
        try body.run(call.opcode, operands, dimensions, constants)
        append([Int(call.opcode.rawValue), operands.count, dimensions.count, constants.count], to: &recording)
        for (operand, before) in zip(operands, before) {
          append([before?.count ?? -1, operand?.floatSize ?? 0], to: &recording)
          guard let operand, let before else { continue }
          let padding = Data(count: -before.count & 7)
          recording += Data(before) + padding + Data(operand.bytes) + padding
        }
        append(dimensions, to: &recording)
        append(constants, to: &recording)
      }
    }
    try recording.write(to: URL(fileURLWithPath: try #require(recordingPath)))
  }

  private func append(_ words: [some BitwiseCopyable], to data: inout Data) {
    words.withUnsafeBytes { data += $0 }
  }
}

private let recordingPath = ProcessInfo.processInfo.environment["REGNORM_RECORDED_CALLS"]
