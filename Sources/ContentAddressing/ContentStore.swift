public import Digests
import FoundationEssentials
import Glibc
public import OperatingSystem

/// A folder of files, each named after the SHA-256 of its bytes in 64 hexadecimal digits.
///
/// A file takes its name once its whole content was compared with the name. Until then its bytes gather in `NAME.part`, which
/// one process at a time may fill, and which outlives a process that is killed. Every file may be deleted at any time.
public struct ContentStore: Sendable, Equatable {
  /// What came of the wish to bring a file into the store.
  public enum Opening: Sendable {
    /// The store holds the file already.
    case present
    /// Another process brings the file.
    case busy
    /// This process may bring the file, and goes on where an earlier one stopped.
    case incoming(IncomingFile)
  }

  /// The folder, which is made when the first file comes.
  public let folder: String

  /// The store in `folder`.
  public init(_ folder: String) { self.folder = folder }

  /// Where the file with this digest lies, or would lie.
  public func path(of digest: Digest) -> String { "\(folder)/\(digest)" }

  /// Whether the file is there.
  public func holds(_ digest: Digest) -> Bool { access(path(of: digest), F_OK) == 0 }

  /// The file's bytes; nil where it is not there. A file that was altered is removed.
  public func bytes(of digest: Digest) -> [UInt8]? {
    guard let bytes = try? FileDescriptor(path(of: digest)).readToEnd() else { return nil }
    if SHA256.hash(bytes) == digest { return bytes }
    remove(digest)
    return nil
  }

  /// Opens a file that is to be brought into the store.
  public func open(_ digest: Digest) throws(SystemError) -> Opening {
    if holds(digest) { return .present }
    try makeFolders(folder)
    let part = try FileDescriptor(path(of: digest) + ".part", O_RDWR | O_CREAT | O_APPEND)
    guard let lock = try FileLock(part) else { return .busy }
    // Whoever held the lock until now may have brought the file.
    if holds(digest) {
      unlink(part.name)
      return .present
    }
    return .incoming(IncomingFile(digest, lock: lock, path: path(of: digest)))
  }

  /// Keeps `bytes` and answers their digest. The file is whole for every other process, but not yet safe from a power failure.
  public func keep(_ bytes: [UInt8]) throws(SystemError) -> Digest {
    let digest = SHA256.hash(bytes)
    try makeFolders(folder)
    let temporary = "\(path(of: digest)).\(getpid())"
    do {
      try FileDescriptor(temporary, O_WRONLY | O_CREAT | O_TRUNC).write(bytes)
      try SystemError.check(rename(temporary, path(of: digest)), "replace \(path(of: digest))")
    } catch {
      unlink(temporary)
      throw error
    }
    return digest
  }

  /// Removes the file, and nothing where it is not there.
  public func remove(_ digest: Digest) { unlink(path(of: digest)) }

  /// Every whole file of the store with its size in bytes, in the order of digests.
  public func files() -> [(digest: Digest, byteCount: Int)] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.compactMap { Digest(hexadecimal: $0) }.sorted().compactMap { digest in
      var status = stat()
      return stat(path(of: digest), &status) == 0 ? (digest, Int(status.st_size)) : nil
    }
  }
}
