import Foundation
import Reporting

/// The bytes of the file at `path` that keeps a trial.
func checkpointBytes(at path: String) throws(CheckpointFileError) -> [UInt8] {
  do { return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))) } catch {
    throw CheckpointFileError(path: path, reason: systemReason(of: error))
  }
}

/// A checkpoint that cannot be used.
struct CheckpointFileError: Error, CustomStringConvertible {
  let path: String
  let reason: String

  /// The file and the reason.
  var description: String { "--checkpoint: \(path) cannot be played: \(reason)." }
}
