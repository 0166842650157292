import Digests
import Glibc
public import OperatingSystem

/// A file on its way into a `ContentStore`; no other process fills the file meanwhile.
public final class IncomingFile: Sendable {
  private let digest: Digest
  private let lock: FileLock
  private let path: String

  init(_ digest: Digest, lock: FileLock, path: String) {
    self.digest = digest
    self.lock = lock
    self.path = path
  }

  /// How many bytes are there: always the first ones of the file.
  public func byteCount() throws(SystemError) -> Int {
    var status = stat()
    try SystemError.check(fstat(lock.file.number, &status), "examine \(lock.file.name)")
    return Int(status.st_size)
  }

  /// Appends the bytes that begin at `offset` of the file; answers false, and changes nothing, where others belong next.
  public func append(_ bytes: [UInt8], at offset: Int) throws(SystemError) -> Bool {
    guard try byteCount() == offset else { return false }
    try lock.file.write(bytes)
    return true
  }

  /// Compares the content with its digest. Where they agree, the file is on the disk under its name when this returns;
  /// otherwise the content is discarded and this answers false.
  public func finish() throws(SystemError) -> Bool {
    guard try contentDigest() == digest else {
      try discard()
      return false
    }
    try lock.file.synchronize()
    try SystemError.check(rename(lock.file.name, path), "replace \(path)")
    try FileDescriptor(folder(of: path)).synchronize()
    return true
  }

  /// Discards what is there: the next byte is the file's first.
  public func discard() throws(SystemError) {
    try SystemError.check(ftruncate(lock.file.number, 0), "empty \(lock.file.name)")
  }

  private func contentDigest() throws(SystemError) -> Digest {
    let content = try FileDescriptor(lock.file.name)
    var hash = SHA256()
    while let bytes = try content.read(limit: 1 << 20) { bytes.withUnsafeBytes { hash.update($0) } }
    return hash.finalize()
  }
}
