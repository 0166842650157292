/// The layout that every frame shares, and its bounds.
///
/// ```
/// 'R' 'N'  version: 1 byte  type: 1 byte  fields …
/// integer: 8 bytes, little-endian, two's complement     number: the bits of a Double as an integer
/// bytes, text (UTF-8), count of a list: 4 bytes length, little-endian, then the bytes or the elements
/// optional: 1 byte, 0 or 1, then the value
/// ```
public enum FrameFormat {
  /// Must be raised whenever a frame changes its meaning. Both sides must have the same version.
  public static let version: UInt8 = 4
  /// The most bytes of a frame. The sockets refuse longer ones before they are in memory.
  public static let frameLimit = 16 << 20
  /// The most bytes of a text.
  static let textLimit = 1 << 16
  /// The most bytes of each text of a worker's provenance.
  static let provenanceLimit = 1 << 10
  /// The highest number of an attempt.
  static let attemptLimit = 1 << 31
  /// The most slots of a worker.
  static let slotLimit = 1024
  /// The most elements of a list.
  static let listLimit = 1 << 12
  static let magic = Array("RN".utf8)
  static let headerLength = 4
}
