import Testing

@testable import Datasets

@Suite struct InflateTests {
  private let plain = (0..<1000).map { UInt8(truncatingIfNeeded: $0 * $0) }

  private func inflated(_ bytes: [UInt8], byteCount: Int = 1000) throws(InflateError) -> [UInt8] {
    try inflate(ByteBlock(bytes), byteCount: byteCount)
  }

  @Test func gzipCompressedBytesComeBack() throws {
    #expect(try inflated(gzipped(plain)) == plain)
  }

  @Test func everyTruncationIsAnError() {
    let compressed = gzipped(plain)
    for length in compressed.indices {
      #expect(throws: InflateError.self) { try inflated(Array(compressed[..<length])) }
    }
  }

  @Test func trailingBytesAreAnError() {
    #expect(throws: InflateError.self) { try inflated(gzipped(plain) + [0]) }
  }

  @Test(arguments: [0, 999, 1001]) func anyOtherLengthIsAnError(byteCount: Int) {
    #expect(throws: InflateError.self) { try inflated(gzipped(plain), byteCount: byteCount) }
  }

  @Test func theChecksumIsThatOfTheStandard() {
    #expect(crc32(ByteBlock(Array("123456789".utf8))) == 0xcbf4_3926)
  }
}
