import OperatingSystem

/// The bytes of the file at `path`, which holds a saved trial.
func checkpointBytes(at path: String) throws(CheckpointFileError) -> [UInt8] {
  do { return try FileDescriptor(path).readToEnd() } catch {
    throw CheckpointFileError(path: path, reason: error.reason)
  }
}

/// A checkpoint that cannot be used.
struct CheckpointFileError: Error, CustomStringConvertible {
  let path: String
  let reason: String

  /// The file and the reason.
  var description: String { "--checkpoint: \(path) cannot be played: \(reason)." }
}
