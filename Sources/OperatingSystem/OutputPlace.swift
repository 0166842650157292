import Glibc

/// Where a path that is to be written leads.
enum OutputPlace {
  /// A descriptor that is open already: standard output or standard error.
  case descriptor(FileDescriptor)
  /// A regular file, or none yet.
  case file(ReplaceableFile)
  /// A device, a FIFO or a socket.
  case stream(path: String)

  /// Follows `path`. Throws where it is a folder, and where it cannot be followed.
  init(_ path: String) throws(SystemError) {
    var status = stat()
    if path == OutputFile.standardOutput {
      self = .descriptor(FileDescriptor(borrowing: STDOUT_FILENO, name: "standard output"))
    } else if stat(path, &status) != 0 {
      guard errno == ENOENT else { throw SystemError("find \(path)") }
      self = .file(ReplaceableFile(path: try Self.endOfLinks(path), status: nil))
    } else if status.st_mode & S_IFMT == S_IFDIR {
      throw SystemError("write to \(path)", code: EISDIR)
    } else if let descriptor = [STDOUT_FILENO, STDERR_FILENO].first(where: { status.isFile(of: $0) }) {
      // What is open already is not opened again: /dev/stdout may be a socket, which cannot be, or a file, whose writers
      // would write over each other.
      self = .descriptor(FileDescriptor(borrowing: descriptor, name: path))
    } else if status.st_mode & S_IFMT == S_IFREG {
      guard let resolved = realpath(path, nil) else { throw SystemError("find \(path)") }
      defer { free(resolved) }
      self = .file(ReplaceableFile(path: String(cString: resolved), status: status))
    } else {
      self = .stream(path: path)
    }
  }

  /// What `path` leads to over symbolic links, where that is not there yet.
  private static func endOfLinks(_ path: String) throws(SystemError) -> String {
    var path = path
    // As many as Linux follows.
    for _ in 0..<40 {
      var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
      let count = readlink(path, &bytes, bytes.count)
      guard count > 0 else { return path }
      let target = String(decoding: bytes[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
      path = target.hasPrefix("/") ? target : folder(of: path) + "/" + target
    }
    throw SystemError("find \(path)", code: ELOOP)
  }
}

extension stat {
  /// Whether this is the status of what is open as `descriptor`.
  fileprivate func isFile(of descriptor: CInt) -> Bool {
    var other = stat()
    return fstat(descriptor, &other) == 0 && other.st_dev == st_dev && other.st_ino == st_ino
  }
}
