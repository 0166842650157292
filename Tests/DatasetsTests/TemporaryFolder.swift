import Foundation
import OperatingSystem

@testable import Datasets

/// A folder of its own under the system's temporary one, removed with the last reference.
final class TemporaryFolder {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("regnorm-\(UUID().uuidString)").path
    try makeFolders(path)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file below the folder and returns its path.
  @discardableResult
  func write(_ bytes: [UInt8], to name: String) throws -> String {
    let file = "\(path)/\(name)"
    try writeAtomically(ByteBlock(bytes), to: file)
    return file
  }

  func contents(of name: String) throws -> [UInt8] {
    try FileDescriptor("\(path)/\(name)").contents()
  }

  func holds(_ name: String) -> Bool { FileStatus(path: "\(path)/\(name)") != nil }
}
