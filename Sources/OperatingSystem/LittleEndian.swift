extension FixedWidthInteger where Self: UnsignedInteger {
  /// The integer's bytes, the least significant first, as in frames and pipes.
  public var littleEndianBytes: [UInt8] { (0..<Self.bitWidth / 8).map { UInt8(truncatingIfNeeded: self >> (8 * $0)) } }

  /// Reads the integer from its bytes, the least significant first. The number of bytes must be that of the type.
  public init(littleEndianBytes bytes: some Collection<UInt8>) {
    precondition(bytes.count == Self.bitWidth / 8, "\(Self.self) does not have \(bytes.count) bytes")
    self = bytes.reversed().reduce(0) { $0 << 8 | Self($1) }
  }
}
