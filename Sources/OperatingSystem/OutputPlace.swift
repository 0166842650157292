import Glibc

/// The target of a path that will be written.
enum OutputPlace {
  /// An open descriptor: standard output or standard error.
  case descriptor(FileDescriptor)
  /// A regular file, which may not exist yet.
  case file(ReplaceableFile)
  /// A device, a FIFO or a socket.
  case stream(path: String)

  /// Follows `path`. Throws if the path leads to a folder or cannot be followed.
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
      // An open descriptor is not opened again: /dev/stdout may be a socket, which cannot be opened, or a file, whose
      // two writers would overwrite each other.
      self = .descriptor(FileDescriptor(borrowing: descriptor, name: path))
    } else if status.st_mode & S_IFMT == S_IFREG {
      guard let resolved = realpath(path, nil) else { throw SystemError("find \(path)") }
      defer { free(resolved) }
      self = .file(ReplaceableFile(path: String(cString: resolved), status: status))
    } else {
      self = .stream(path: path)
    }
  }

  /// The target of `path` over symbolic links, where the target does not exist yet.
  private static func endOfLinks(_ path: String) throws(SystemError) -> String {
    var path = path
    // Linux follows 40 links.
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
  /// Whether this is the status of the file that is open as `descriptor`.
  fileprivate func isFile(of descriptor: CInt) -> Bool {
    var other = stat()
    return fstat(descriptor, &other) == 0 && other.st_dev == st_dev && other.st_ino == st_ino
  }
}
