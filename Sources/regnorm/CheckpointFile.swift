import Experiments
import Foundation

/// A trial's state in a file.
enum CheckpointFile {
  /// The bytes of the file at `path`.
  static func read(_ path: String) throws(CheckpointFileError) -> [UInt8] {
    do { return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))) } catch {
      let system = ((error as? CocoaError)?.underlying as? POSIXError).map {
        String(cString: strerror($0.code.rawValue))
      }
      throw CheckpointFileError(path: path, reason: system ?? "\(error)")
    }
  }
}

/// A checkpoint that cannot be used.
struct CheckpointFileError: Error, CustomStringConvertible {
  let path: String
  let reason: String

  /// The file and the reason.
  var description: String { "--checkpoint: \(path) cannot be played: \(reason)." }
}
