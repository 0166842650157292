import Glibc
import OperatingSystem

/// Makes `directory` and the missing ones above it, and synchronizes each entry to the disk.
func createDirectory(_ directory: String) throws(StoreError) {
  var isDirectory = stat()
  if stat(directory, &isDirectory) == 0, isDirectory.st_mode & S_IFMT == S_IFDIR { return }
  let parent = directory.lastIndex(of: "/").map { $0 == directory.startIndex ? "/" : String(directory[..<$0]) } ?? "."
  if parent != directory { try createDirectory(parent) }
  guard mkdir(directory, 0o777) == 0 || errno == EEXIST else {
    throw .inaccessible(path: directory, detail: SystemError.reason())
  }
  try synchronizeDirectory(parent)
}

/// Waits until the entries of `directory` are on the disk.
func synchronizeDirectory(_ directory: String) throws(StoreError) {
  let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
  guard descriptor >= 0 else { throw .inaccessible(path: directory, detail: SystemError.reason()) }
  defer { close(descriptor) }
  guard fsync(descriptor) == 0 else { throw .inaccessible(path: directory, detail: SystemError.reason()) }
}

/// Throws if the whole path of `path` is too long for SQLite.
func requireUsableLength(ofDatabase path: String) throws(StoreError) {
  let slash = path.lastIndex(of: "/") ?? path.startIndex
  guard let folder = realpath(String(path[..<slash]), nil) else { return }
  defer { free(folder) }
  let count = strlen(folder) + path[slash...].utf8.count
  // SQLite has room for 512 bytes, of which a journal's suffix needs eight.
  let limit = 504
  if count > limit { throw .pathTooLong(path: path, count: count, limit: limit) }
}

/// Whether `path` names a file that exists.
func fileExists(_ path: String) -> Bool { access(path, F_OK) == 0 }

/// Whether this process may create files in `directory`.
func isWritable(_ directory: String) -> Bool { access(directory, W_OK) == 0 }
