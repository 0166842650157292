import Glibc

/// Makes the folder at `path` and those above it, where they are missing.
func makeFolders(_ path: String) throws(SystemError) {
  if mkdir(path, 0o755) == 0 || errno == EEXIST { return }
  let failure = SystemError(action: "make the folder", path: path)
  let parent = folder(of: path)
  guard failure.code == ENOENT, parent != path else { throw failure }
  try makeFolders(parent)
  guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw SystemError(action: "make the folder", path: path) }
}

/// The folder that holds `path`: `/a` for `/a/b`, `.` for `b`.
func folder(of path: String) -> String {
  guard let slash = path.lastIndex(of: "/") else { return "." }
  return slash == path.startIndex ? "/" : String(path[..<slash])
}
