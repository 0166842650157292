import Foundation
import GRDB
import Glibc
import Testing

@testable import Results

/// Places that cannot hold a directory of results.
@Suite struct PlaceTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  @Test(arguments: [ENOLCK, EOPNOTSUPP]) func aFileSystemWithoutLocksIsNamedWithTheRemedy(code: CInt) throws {
    let error = #expect(throws: StoreError.self) {
      try DirectoryLock(directory.path) { _, _ in
        errno = code
        return -1
      }
    }
    #expect(error == .withoutLocks(path: directory.file("lock"), detail: String(cString: strerror(code))))
    #expect(error?.description.contains("Give a directory on a disk of this host") == true)
  }

  @Test(arguments: [ResultCode.SQLITE_IOERR_LOCK, .SQLITE_IOERR_SHMMAP, .SQLITE_PROTOCOL])
  func locksThatSQLiteIsRefusedAreNamedToo(code: ResultCode) {
    let error = StoreError(DatabaseError(resultCode: code, message: "refused"), path: "/net/results.sqlite")
    #expect(error == .withoutLocks(path: "/net/results.sqlite", detail: "refused"))
  }

  @Test func aPathIsUsedUpToSQLitesLimitAndNamedBeyond() throws {
    let deep = directory.file(String(repeating: "d", count: 200)) + "/"
    let limit = 504 - "/\(ResultStore.fileName)".utf8.count
    let longest = deep + String(repeating: "e", count: limit - deep.utf8.count)
    #expect(longest.split(separator: "/").allSatisfy { $0.utf8.count <= 255 })
    _ = try ResultStore(writingTo: longest)
    #expect(throws: StoreError.noSweep(directory: longest)) { try ResultStore(readingFrom: longest).plan() }
    let tooLong = longest + "e"
    for open in [ResultStore.init(writingTo:), ResultStore.init(readingFrom:)] {
      try FileManager.default.createDirectory(atPath: tooLong, withIntermediateDirectories: true)
      try Data().write(to: URL(filePath: tooLong + "/" + ResultStore.fileName))
      let error = #expect(throws: StoreError.self) { try open(tooLong) }
      #expect(error == .pathTooLong(path: tooLong + "/" + ResultStore.fileName, count: 505, limit: 504))
    }
  }
}
