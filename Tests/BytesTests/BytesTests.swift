import Bytes
import Testing

@Suite struct BytesTests {
  @Test func wordsAreLittleEndianWhateverTheHost() {
    var writer = ByteWriter([9])
    writer.write(UInt32(0x0102_0304))
    writer.write(Int64(-2))
    writer.write(1.0)
    writer.append([7, 8])
    #expect(
      writer.bytes == [9, 4, 3, 2, 1, 0xFE] + [UInt8](repeating: 0xFF, count: 7) + [0, 0, 0, 0, 0, 0, 0xF0, 0x3F, 7, 8])
  }

  @Test func whatWasWrittenIsReadInTheSameOrder() {
    var writer = ByteWriter()
    for word in [Int64.min, -1, 0, 1, .max] { writer.write(word) }
    for number in [0.0, -0.0, .infinity, .leastNonzeroMagnitude] { writer.write(number) }
    writer.write(UInt8(200))
    writer.append([1, 2, 3])
    var reader = ByteReader(writer.bytes)
    for word in [Int64.min, -1, 0, 1, .max] { #expect(reader.word() == word) }
    for number in [0.0, -0.0, .infinity, .leastNonzeroMagnitude] {
      #expect(reader.number()?.bitPattern == number.bitPattern)
    }
    #expect(reader.word() == UInt8(200))
    #expect(reader.take(3).map(Array.init) == [1, 2, 3])
    #expect(reader.remaining == 0)
  }

  @Test(arguments: [Int.min, -1, 4, 5, Int.max]) func whatIsNotThereIsNilAndNothingIsTaken(count: Int) {
    var reader = ByteReader([1, 2, 3])
    #expect(reader.take(count) == nil)
    #expect(reader.word(UInt32.self) == nil)
    #expect(reader.number() == nil)
    #expect(reader.take(3).map(Array.init) == [1, 2, 3])
    #expect(reader.take(0)?.isEmpty == true)
    #expect(reader.word(UInt8.self) == nil)
    #expect(ByteReader([1, 2, 3], skipping: count).remaining == (count < 0 ? 3 : 0))
  }
}
