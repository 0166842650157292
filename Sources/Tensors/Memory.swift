import Glibc

/// The memory of blocks and arenas.
enum Memory {
  private static let largePage = 2 << 20

  /// `byteCount` uninitialized bytes at a multiple of 64.
  ///
  /// From two large pages on, the system is asked for large pages: a product that passes many rows would otherwise meet
  /// another page of 4 KB at every step. A system that declines gives ordinary pages.
  static func allocate(byteCount: Int) -> UnsafeMutableRawPointer {
    guard byteCount >= 2 * largePage else { return .allocate(byteCount: byteCount, alignment: 64) }
    let memory = UnsafeMutableRawPointer.allocate(byteCount: byteCount, alignment: largePage)
    madvise(memory, byteCount / largePage * largePage, MADV_HUGEPAGE)
    return memory
  }
}
