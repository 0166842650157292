import Digests
import Testing

@testable import Coordination

@Suite struct DownloadTests {
  private let file = SHA256.hash([1])

  /// The chunk of a file of `byteCount` zeros at `offset`.
  private func chunk(at offset: Int, of byteCount: Int) -> FileChunk {
    let count = max(0, min(FileChunk.limit, byteCount - offset))
    return FileChunk(
      file: file, offset: offset, fileByteCount: byteCount, bytes: Array(repeating: 0, count: count))
  }

  @Test(arguments: [0, 1, FileChunk.limit, FileChunk.limit + 1, 20 * FileChunk.limit + 3])
  func aFileComesWholeInOrderAndNeverMoreThanTheWindowIsOnItsWay(byteCount: Int) {
    var download = Download(written: 0, now: .zero)
    var asked = download.takeRequests()
    #expect(asked == [0], "one chunk says how large the file is")
    while !asked.isEmpty {
      let chunk = chunk(at: asked.removeFirst(), of: byteCount)
      let isNext = download.take(chunk, now: .zero)
      #expect(isNext)
      asked += download.takeRequests()
      #expect(asked.count < Download.window, "the chunk that the disk has not taken counts")
      download.noteWritten(chunk.bytes.count, now: .zero)
      asked += download.takeRequests()
      #expect(asked.count <= Download.window)
    }
    #expect(download.isComplete)
    #expect(download.written == byteCount)
  }

  @Test func aDownloadThatBrokeAsksForWhatIsMissingOnly() {
    var download = Download(written: 3 * FileChunk.limit, now: .zero)
    #expect(download.takeRequests() == [3 * FileChunk.limit])
  }

  @Test func aChunkThatWasNotAskedForOrDoesNotComeNextIsNotTaken() {
    var download = Download(written: 0, now: .zero)
    let byteCount = 10 * FileChunk.limit
    let unasked = download.take(chunk(at: 0, of: byteCount), now: .zero)
    _ = download.takeRequests()
    let later = download.take(chunk(at: FileChunk.limit, of: byteCount), now: .zero)
    let first = download.take(chunk(at: 0, of: byteCount), now: .zero)
    let again = download.take(chunk(at: 0, of: byteCount), now: .zero)
    let ofAnotherSize = download.take(chunk(at: FileChunk.limit, of: byteCount + 1), now: .zero)
    #expect([unasked, later, first, again, ofAnotherSize] == [false, false, true, false, false])
  }

  @Test func whatIsLostOrRefusedIsAskedForAgainFromWhereTheDiskIs() {
    var download = Download(written: 0, byteCount: 3 * FileChunk.limit, now: .zero)
    #expect(download.takeRequests() == [0, FileChunk.limit, 2 * FileChunk.limit])
    let isNext = download.take(chunk(at: 0, of: 3 * FileChunk.limit), now: .zero)
    #expect(isNext)
    download.noteWritten(FileChunk.limit, now: .zero)
    #expect(!download.isOverdue(now: Download.patience / 2))
    #expect(download.isOverdue(now: Download.patience))
    download.askAgain(now: Download.patience)
    #expect(!download.isOverdue(now: Download.patience))
    #expect(download.takeRequests() == [FileChunk.limit, 2 * FileChunk.limit])
  }

  @Test func aDownloadOfWhichNothingGoodComesIsHopelessAndAGoodChunkMakesUpForBadOnes() {
    var download = Download(written: 0, now: .zero)
    for _ in 0..<100 {
      download.noteRefused(now: .zero)
      download.noteWritten(1, now: .zero)
    }
    #expect(!download.isHopeless)
    for _ in 0..<100 { download.noteRefused(now: .zero) }
    #expect(download.isHopeless)
  }
}
