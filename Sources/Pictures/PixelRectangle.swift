/// A part of a picture, in pixels.
struct PixelRectangle: Equatable {
  let columns: Range<Int>
  let rows: Range<Int>

  init(_ columns: Range<Int>, _ rows: Range<Int>) {
    self.columns = columns
    self.rows = rows
  }
}

extension Picture {
  /// The smallest rectangle that holds all differences of two pictures of one size and kind; one pixel if the pictures
  /// are equal.
  func rectangle(differingFrom other: Picture) -> PixelRectangle {
    let rowBytes = width * channels.rawValue
    func differs(_ row: Int) -> Bool {
      let bytes = row * rowBytes..<(row + 1) * rowBytes
      return pixels[bytes] != other.pixels[bytes]
    }
    guard channels == other.channels else { return PixelRectangle(0..<width, 0..<height) }
    guard let top = (0..<height).first(where: differs), let bottom = (0..<height).last(where: differs) else {
      return PixelRectangle(0..<1, 0..<1)
    }
    var (left, right) = (rowBytes - 1, 0)
    for row in top...bottom {
      let start = row * rowBytes
      if let first = (0..<left).first(where: { pixels[start + $0] != other.pixels[start + $0] }) { left = first }
      if let last = (right + 1..<rowBytes).last(where: { pixels[start + $0] != other.pixels[start + $0] }) {
        right = last
      }
    }
    return PixelRectangle(left / channels.rawValue..<right / channels.rawValue + 1, top..<bottom + 1)
  }

  /// Red, green and blue of a pixel in one number, from the highest byte on.
  func packedColor(x: Int, y: Int) -> UInt32 {
    let place = (y * width + x) * channels.rawValue
    switch channels {
    case .grey: return UInt32(pixels[place]) * 0x01_0101
    case .rgb: return UInt32(pixels[place]) << 16 | UInt32(pixels[place + 1]) << 8 | UInt32(pixels[place + 2])
    }
  }
}
