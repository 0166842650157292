import Glibc

/// Writes a file so that others see all of it or nothing: into a temporary neighbour, which is then renamed over `path`.
///
/// `prepare` may still change the neighbour (its times, say) before it takes the name. Nothing is left behind on failure.
func writeAtomically(
  _ bytes: ByteBlock, to path: String, prepare: (OpenFile) throws -> Void = { _ in }
) throws {
  try makeFolders(folder(of: path))
  let temporary = "\(path).\(getpid()).\(UInt32.random(in: 0 ... .max)).tmp"
  do {
    let file = try OpenFile(temporary, O_WRONLY | O_CREAT | O_EXCL)
    try bytes.withUnsafeBytes { try file.write($0) }
    try prepare(file)
    guard rename(temporary, path) == 0 else { throw SystemError(action: "replace", path: path) }
  } catch {
    unlink(temporary)
    throw error
  }
}
