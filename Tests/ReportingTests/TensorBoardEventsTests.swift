import Testing

@testable import Reporting

@Suite struct TensorBoardEventsTests {
  @Test func theCheckIsCastagnolis() {
    #expect(CRC32C.of(Array("123456789".utf8)) == 0xE306_9283)
    #expect(CRC32C.of([UInt8](repeating: 0, count: 32)) == 0x8A91_36AA)
  }

  @Test func aFileBeginsWithItsVersionAndEveryScalarIsARecord() throws {
    var events = TensorBoardEvents(time: 2)
    events.add("loss", step: 300, 0.5)
    var records: [[UInt8]] = []
    var rest = events.bytes[...]
    while !rest.isEmpty {
      let length = rest.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
      records.append(Array(rest.dropFirst(12).prefix(length)))
      rest = rest.dropFirst(12 + length + 4)
    }
    let time: [UInt8] = [0x09, 0, 0, 0, 0, 0, 0, 0, 0x40]
    #expect(records.count == 2)
    #expect(records[0] == time + [0x1A, 13] + Array("brain.Event:2".utf8))
    let scalar: [UInt8] = [0x0A, 4] + Array("loss".utf8) + [0x15, 0, 0, 0, 0x3F]
    #expect(records[1] == time + [0x10, 0xAC, 0x02, 0x2A, 13, 0x0A, 11] + scalar)
  }

  @Test func settingsThatDifferInAnyLetterHaveDifferentFolders() {
    let texts = ["a/b", "a_b", "a b", "a,b", "a=b", "a%2Fb", "a\\b", "a\nb", "ln+rn", "\u{10FFFF}"]
    let names = texts.map(folderName)
    #expect(Set(names).count == texts.count)
    #expect(names.allSatisfy { !$0.contains("/") && !$0.contains(",") && !$0.contains("=") })
    #expect(folderName("ln+rn") == "ln+rn" && folderName("0.001") == "0.001")
  }
}
