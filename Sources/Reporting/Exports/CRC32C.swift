/// The cyclic redundancy check of Castagnoli's polynomial.
enum CRC32C {
  /// The check of `bytes`.
  static func of(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(UInt32.max) { check, byte in check >> 8 ^ table[Int(UInt8(truncatingIfNeeded: check) ^ byte)] }
  }

  /// The check of every byte alone. The polynomial's bits are reversed.
  private static let table: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { check, _ in check >> 1 ^ (check & 1 == 1 ? 0x82F6_3B78 : 0) }
  }
}
