import Foundation

@testable import Results

/// The files of a directory of results at one moment, even while it is being written.
struct DirectoryCopy {
  static let database = ResultStore.fileName
  static let log = ResultStore.fileName + "-wal"
  static let count = TransactionCount.fileName

  /// The present files by name: database, log and count.
  var files: [String: Data] = [:]

  init(of directory: TemporaryDirectory) {
    for name in [Self.database, Self.log, Self.count] {
      files[name] = FileManager.default.contents(atPath: directory.file(name))
    }
  }

  /// The files in a new directory.
  func restored() throws -> TemporaryDirectory {
    let directory = try TemporaryDirectory()
    for (name, data) in files { try data.write(to: URL(fileURLWithPath: directory.file(name))) }
    return directory
  }
}
