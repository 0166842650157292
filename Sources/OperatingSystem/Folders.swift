import Glibc

/// Makes the folder at `path` and the folders above it, if they are missing.
public func makeFolders(_ path: String) throws(SystemError) {
  let failure: SystemError
  do throws(SystemError) { return try makeFolder(path) } catch { failure = error }
  let parent = folder(of: path)
  guard failure.code == ENOENT, parent != path else { throw failure }
  try makeFolders(parent)
  try makeFolder(path)
}

/// Makes the folder at `path` if it is missing.
private func makeFolder(_ path: String) throws(SystemError) {
  guard mkdir(path, 0o755) != 0 else { return }
  let failure = SystemError("make the folder \(path)")
  var status = stat()
  guard failure.code == EEXIST, stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { throw failure }
}

/// The folder that holds `path`: `/a` for `/a/b`, `.` for `b`.
public func folder(of path: String) -> String {
  guard let slash = path.lastIndex(of: "/") else { return "." }
  return slash == path.startIndex ? "/" : String(path[..<slash])
}
