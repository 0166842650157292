/// An animation as a GIF file (CompuServe's GIF89a): frames of one size that loop for ever, in at most 256 colours
/// together.
///
/// ```
/// header, size │ colours │ loop │ frame: delay, rectangle, packed indices │ frame │ ··· │ end
/// ```
/// A frame holds the rectangle that differs from the frame before; around the rectangle the frame before stays visible.
/// Frames are packed when they are appended, so that a long animation takes no more memory than its file.
public struct GIF: Sendable {
  private let width: Int
  private let height: Int
  private var palette = Palette()
  private var previous: Picture?
  private var frames: [UInt8] = []

  /// An animation without frames, of pictures of `width` × `height` pixels, at most 65,535 each.
  public init(width: Int, height: Int) {
    precondition((1...0xFFFF).contains(width) && (1...0xFFFF).contains(height), "a GIF of \(width) × \(height) pixels")
    self.width = width
    self.height = height
  }

  /// Adds `picture`, which is shown for `centiseconds` (at most 65,535; viewers lengthen values below 2).
  ///
  /// Throws `GIFError` if the frames together have more than 256 colours, and leaves the animation unchanged.
  public mutating func append(_ picture: Picture, centiseconds: Int) throws(GIFError) {
    precondition(
      picture.width == width && picture.height == height,
      "a frame of \(picture.width) × \(picture.height) pixels in a GIF of \(width) × \(height)")
    precondition((0...0xFFFF).contains(centiseconds), "a frame is shown for \(centiseconds) centiseconds")
    let changed = previous.map { picture.rectangle(differingFrom: $0) } ?? PixelRectangle(0..<width, 0..<height)
    var colors = palette
    let indices = try colors.indices(of: picture, in: changed)
    palette = colors
    previous = picture

    // The frame stays in place (disposal 1) and nothing in it is transparent.
    frames += [0x21, 0xF9, 4, 1 << 2] + littleEndian(centiseconds) + [0, 0]
    frames += [0x2C] + littleEndian(changed.columns.lowerBound) + littleEndian(changed.rows.lowerBound)
    frames += littleEndian(changed.columns.count) + littleEndian(changed.rows.count) + [0]
    let codeBits = max(2, palette.bits)
    frames.append(UInt8(codeBits))
    frames += blocks(LZWEncoder.encode(indices, bits: codeBits))
  }

  /// The file.
  public var bytes: [UInt8] {
    precondition(previous != nil, "a GIF has at least one frame")
    // 8 bits a primary colour, and a table of 2^`palette.bits` colours for all frames.
    let screen = littleEndian(width) + littleEndian(height) + [0xF0 | UInt8(palette.bits - 1), 0, 0]
    let loop = [0x21, 0xFF, 11] + Array("NETSCAPE2.0".utf8) + [3, 1, 0, 0, 0]
    return Array("GIF89a".utf8) + screen + palette.table + loop + frames + [0x3B]
  }
}

/// Pictures that together have more colours than a GIF can hold.
public struct GIFError: Error, CustomStringConvertible {
  /// One sentence with the limit and what to do.
  public var description: String {
    """
    the animation cannot be written: a GIF holds \(Palette.limit) colours, and these pictures have more; \
    write a filmstrip with --png instead
    """
  }
}

/// The colours of a GIF, numbered as they first appear.
private struct Palette: Sendable {
  static let limit = 256
  private var colors: [UInt32] = []
  private var numbers: [UInt32: UInt8] = [:]

  /// The bits that every number fits in, at least 1.
  var bits: Int { (1...8).first { colors.count <= 1 << $0 }! }

  /// Red, green and blue of every colour. The remaining places are black.
  var table: [UInt8] {
    let used = colors.flatMap {
      [UInt8(truncatingIfNeeded: $0 >> 16), UInt8(truncatingIfNeeded: $0 >> 8), UInt8(truncatingIfNeeded: $0)]
    }
    return used + [UInt8](repeating: 0, count: 3 * (1 << bits) - used.count)
  }

  /// The numbers of the colours of a part of `picture`, row by row. New colours are added to the palette.
  mutating func indices(of picture: Picture, in part: PixelRectangle) throws(GIFError) -> [UInt8] {
    var indices: [UInt8] = []
    indices.reserveCapacity(part.rows.count * part.columns.count)
    // Most pixels have the colour of the one before them.
    var last: (color: UInt32, number: UInt8)?
    for y in part.rows {
      for x in part.columns {
        let color = picture.packedColor(x: x, y: y)
        if last?.color != color { last = (color, try number(of: color)) }
        indices.append(last!.number)
      }
    }
    return indices
  }

  private mutating func number(of color: UInt32) throws(GIFError) -> UInt8 {
    if let number = numbers[color] { return number }
    guard colors.count < Self.limit else { throw GIFError() }
    let number = UInt8(colors.count)
    colors.append(color)
    numbers[color] = number
    return number
  }
}

private func littleEndian(_ number: Int) -> [UInt8] { [UInt8(number & 0xFF), UInt8(number >> 8)] }

/// `bytes` in blocks of at most 255, each after its length, and an empty block as the end.
private func blocks(_ bytes: [UInt8]) -> [UInt8] {
  stride(from: 0, to: bytes.count, by: 255).flatMap { start in
    let block = bytes[start..<min(start + 255, bytes.count)]
    return [UInt8(block.count)] + block
  } + [0]
}
