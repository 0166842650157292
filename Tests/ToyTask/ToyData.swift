import Digests
import Glibc
public import Trials

/// The data file of toy trials that read one: bytes that are a function of their places.
public enum ToyData {
  /// The size of the file.
  public static let byteCount = 24_000_000

  /// The file's bytes: blocks of random ones, each with its number in its first byte.
  public static func bytes() -> [UInt8] {
    var state: UInt32 = 1
    var block = (0..<1_000_000).map { _ in
      state = state &* 1_664_525 &+ 1_013_904_223
      return UInt8(truncatingIfNeeded: state >> 24)
    }
    var bytes: [UInt8] = []
    for number in 0..<UInt8(byteCount / block.count) {
      block[0] = number
      bytes += block
    }
    return bytes
  }

  /// What trials call the file.
  public static let reference = DataReference(
    name: "toy.data", sha256: "0eeac564e9bcd569184d59be5d9b292186206e671c7bfb3ac82d24f0c39d261c")

  /// Where a coordinator has the file.
  public static var servedPath: String { toyPath("toy.data") }

  /// The folder of the host's received files.
  public static var receivedFolder: String { toyPath("received") }
}

/// Trials and tests tell each other things by files in one directory.
public func toyPath(_ name: String) -> String {
  "\(getenv("REGNORM_TOY_MARKS").map { String(cString: $0) } ?? ".")/\(name)"
}
