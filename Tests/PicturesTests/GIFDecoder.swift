import Pictures

/// A GIF read back as GIF89a specifies, independently of the writer.
struct DecodedGIF {
  struct NoGIF: Error { let reason: String }

  /// The screen after every frame.
  private(set) var pictures: [Picture] = []
  /// The time for which every frame is shown.
  private(set) var centiseconds: [Int] = []
  /// The pixels of every frame's rectangle.
  private(set) var frameSizes: [Int] = []
  /// The number of times that the animation is shown; 0 means for ever.
  private(set) var loops: Int?
  private var rest: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) throws {
    rest = bytes[...]
    guard try take(6).elementsEqual("GIF89a".utf8) else { throw NoGIF(reason: "no header") }
    let (width, height) = (try number(), try number())
    let flags = try byte()
    guard flags & 0x80 != 0, try byte() == 0, try byte() == 0 else { throw NoGIF(reason: "no colours for all frames") }
    let colors = Array(try take(3 << (Int(flags & 7) + 1)))
    var screen = [UInt8](repeating: 0, count: 3 * width * height)
    while true {
      switch try byte() {
      case 0x21: try readExtension()
      case 0x2C:
        let (left, top, columns, rows) = (try number(), try number(), try number(), try number())
        guard try byte() == 0, left + columns <= width, top + rows <= height else { throw NoGIF(reason: "bad frame") }
        let bits = Int(try byte())
        let indices = try DecodedGIF.unpacked(try blocks(), bits: bits)
        guard indices.count == columns * rows else { throw NoGIF(reason: "\(indices.count) pixels in a frame") }
        for (place, index) in indices.enumerated() {
          let target = 3 * ((top + place / columns) * width + left + place % columns)
          for channel in 0..<3 { screen[target + channel] = colors[3 * index + channel] }
        }
        pictures.append(Picture(width: width, height: height, channels: .rgb, pixels: screen))
        frameSizes.append(indices.count)
      case 0x3B:
        guard rest.isEmpty else { throw NoGIF(reason: "bytes after the end") }
        return
      case let other: throw NoGIF(reason: "a block of kind \(other)")
      }
    }
  }

  private mutating func readExtension() throws {
    let (label, contents) = (try byte(), try blocks())
    switch label {
    case 0xF9: centiseconds.append(Int(contents[1]) | Int(contents[2]) << 8)
    case 0xFF where contents.prefix(11).elementsEqual("NETSCAPE2.0".utf8):
      loops = Int(contents[12]) | Int(contents[13]) << 8
    default: throw NoGIF(reason: "an extension \(label)")
    }
  }

  /// The symbols of a stream of codes. The reader keeps a table of whole runs.
  static func unpacked(_ bytes: [UInt8], bits: Int) throws -> [Int] {
    let (clear, end) = (1 << bits, 1 << bits + 1)
    var (runs, width, position) = ([[Int]](), bits + 1, 0)
    var (output, last) = ([Int](), [Int]())
    while true {
      guard position + width <= 8 * bytes.count else { throw NoGIF(reason: "no end of codes") }
      var code = 0
      for bit in 0..<width { code |= Int(bytes[(position + bit) / 8] >> ((position + bit) % 8) & 1) << bit }
      position += width
      if code == end { return output }
      if code == clear {
        (runs, width, last) = ((0..<end + 1).map { [$0] }, bits + 1, [])
        continue
      }
      guard code < runs.count || (code == runs.count && !last.isEmpty) else {
        throw NoGIF(reason: "unknown code \(code)")
      }
      let run = code < runs.count ? runs[code] : last + [last[0]]
      if !last.isEmpty && runs.count < 4096 { runs.append(last + [run[0]]) }
      if runs.count == 1 << width && width < 12 { width += 1 }
      output += run
      last = run
    }
  }

  private mutating func take(_ count: Int) throws -> ArraySlice<UInt8> {
    guard rest.count >= count else { throw NoGIF(reason: "cut short") }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count)
  }

  private mutating func byte() throws -> UInt8 { try take(1).first! }

  private mutating func number() throws -> Int { Int(try byte()) | Int(try byte()) << 8 }

  private mutating func blocks() throws -> [UInt8] {
    var bytes: [UInt8] = []
    while true {
      let count = Int(try byte())
      if count == 0 { return bytes }
      bytes += try take(count)
    }
  }
}
