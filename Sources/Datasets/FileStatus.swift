import Glibc

/// A file's size and time of modification.
struct FileStatus: Equatable {
  let byteCount: Int
  let seconds: Int
  let nanoseconds: Int

  init(_ status: stat) {
    byteCount = Int(status.st_size)
    seconds = status.st_mtim.tv_sec
    nanoseconds = status.st_mtim.tv_nsec
  }

  /// The status of the regular file at `path`; nil if no regular file is there or it cannot be examined.
  init?(path: String) {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    self.init(status)
  }
}
