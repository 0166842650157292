import ContentAddressing
import Digests
import Foundation
import Testing

@Suite struct ContentStoreTests {
  private let bytes = (0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
  private let store = ContentStore(
    FileManager.default.temporaryDirectory.appending(path: "store-\(UUID().uuidString)/deep").path)
  private var digest: Digest { SHA256.hash(bytes) }

  private func incoming() throws -> IncomingFile {
    guard case .incoming(let file) = try store.open(digest) else { throw Unexpected() }
    return file
  }

  private struct Unexpected: Error {}

  @Test func aFileTakesItsNameOnceItsWholeContentWasCompared() throws {
    let file = try incoming()
    #expect(try file.append(Array(bytes[..<6_000]), at: 0))
    #expect(!store.holds(digest))
    #expect(try file.append(Array(bytes[6_000...]), at: 6_000))
    #expect(try file.finish())
    #expect(store.bytes(of: digest) == bytes)
    #expect(store.files().map(\.digest) == [digest])
    #expect(store.files().map(\.byteCount) == [10_000])
  }

  @Test func aFileThatBrokeGoesOnBehindWhatIsThere() throws {
    do { #expect(try incoming().append(Array(bytes[..<6_000]), at: 0)) }
    let file = try incoming()
    #expect(try file.byteCount() == 6_000)
    #expect(try file.append(Array(bytes[6_000...]), at: 6_000))
    #expect(try file.finish())
  }

  @Test func bytesThatDoNotComeNextAreNotWritten() throws {
    let file = try incoming()
    #expect(try !file.append([1], at: 1))
    #expect(try file.append([1], at: 0))
    #expect(try !file.append([1], at: 0))
    #expect(try file.byteCount() == 1)
  }

  @Test func aContentThatIsNotThatOfItsDigestIsDiscarded() throws {
    let file = try incoming()
    var altered = bytes
    altered[5_000] ^= 1
    #expect(try file.append(altered, at: 0))
    #expect(try !file.finish())
    #expect(!store.holds(digest))
    #expect(try file.append(bytes, at: 0), "it begins again")
    #expect(try file.finish())
  }

  @Test func oneAtATimeBringsAFileAndTheOthersFindIt() throws {
    let file = try incoming()
    guard case .busy = try store.open(digest) else { throw Unexpected() }
    #expect(try file.append(bytes, at: 0))
    #expect(try file.finish())
    guard case .present = try store.open(digest) else { throw Unexpected() }
  }

  @Test func aFileThatWasAlteredIsRemovedWhenItIsRead() throws {
    #expect(try store.keep(bytes) == digest)
    try Data(bytes.dropLast()).write(to: URL(filePath: store.path(of: digest)))
    #expect(store.bytes(of: digest) == nil)
    #expect(!store.holds(digest))
  }

  @Test(arguments: [0, 1, 4_096, 9_999, 10_000, 20_000]) func aServedFileIsReadFromAnyPlace(offset: Int) throws {
    let digest = try store.keep(bytes)
    let expected = Array(bytes[min(offset, bytes.count)...].prefix(4_096))
    for file in [ServedFile.bytes(bytes), .file(path: store.path(of: digest))] {
      let (part, byteCount) = try file.read(from: offset, limit: 4_096)
      #expect(part == expected)
      #expect(byteCount == 10_000)
    }
  }
}
