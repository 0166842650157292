import Glibc
import OperatingSystem

/// A whole file mapped read-only into memory. The pages belong to the page cache, so that all processes of a host that
/// map the file share one copy.
///
/// Map only files that are replaced by renaming: if a mapped file is shortened in place, reading the lost pages kills
/// the process.
///
/// `@unchecked Sendable` is sound: the pages are never written through this mapping, and live until `deinit`.
final class MappedFile: @unchecked Sendable {
  /// The size of the file when it was mapped.
  let byteCount: Int
  private let base: UnsafeRawPointer

  /// Maps the open file of `descriptor`, which may be closed afterwards. Throws if the system refuses, for example for
  /// an empty file.
  init(descriptor: Int32, byteCount: Int, path: String) throws(SystemError) {
    guard let base = mmap(nil, byteCount, PROT_READ, MAP_PRIVATE, descriptor, 0), base != MAP_FAILED else {
      throw SystemError("map \(path)")
    }
    self.base = UnsafeRawPointer(base)
    self.byteCount = byteCount
  }

  deinit {
    munmap(UnsafeMutableRawPointer(mutating: base), byteCount)
  }

  /// Takes the pages out of this process. A page that is read again comes back from the page cache.
  func releasePages() {
    madvise(UnsafeMutableRawPointer(mutating: base), byteCount, MADV_DONTNEED)
  }

  /// Calls `body` with the file's bytes.
  func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
    try body(UnsafeRawBufferPointer(start: base, count: byteCount))
  }
}
