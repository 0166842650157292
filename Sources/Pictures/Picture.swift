/// A rectangle of pixels of 8 bits a channel.
///
/// ```
/// pixels   row 0: │ p₀₀ │ p₀₁ │ ··· │ row 1: │ p₁₀ │ ···      each pixel 1 byte (grey) or 3 (red, green, blue)
/// ```
public struct Picture: Sendable, Equatable {
  /// The channels of a pixel.
  public enum Channels: Int, Sendable {
    /// One byte: 0 is black, 255 is white.
    case grey = 1
    /// Three bytes: red, green, blue.
    case rgb = 3
  }

  /// The number of pixels of a row.
  public let width: Int
  /// The number of rows.
  public let height: Int
  /// The channels of a pixel.
  public let channels: Channels
  /// The bytes of all pixels, row by row from the top, without padding.
  public internal(set) var pixels: [UInt8]

  /// A picture of `pixels`, `width · height · channels` bytes.
  public init(width: Int, height: Int, channels: Channels, pixels: [UInt8]) {
    precondition(width > 0 && height > 0, "a picture of \(width) × \(height) pixels")
    precondition(
      pixels.count == width * height * channels.rawValue,
      "\(width) × \(height) pixels of \(channels.rawValue) bytes were given \(pixels.count) bytes")
    self.width = width
    self.height = height
    self.channels = channels
    self.pixels = pixels
  }

  /// The same picture with every pixel as a square of `factor` × `factor`.
  public func magnified(_ factor: Int) -> Picture {
    precondition(factor >= 1, "a picture cannot be magnified \(factor) times")
    var larger: [UInt8] = []
    larger.reserveCapacity(pixels.count * factor * factor)
    let size = channels.rawValue
    for row in 0..<height {
      let line = (0..<width).flatMap { column in
        let start = (row * width + column) * size
        return [ArraySlice<UInt8>](repeating: pixels[start..<start + size], count: factor).joined()
      }
      for _ in 0..<factor { larger += line }
    }
    return Picture(width: width * factor, height: height * factor, channels: channels, pixels: larger)
  }

  /// Pictures of one size in rows of `columns`, `gap` pixels of grey value `background` between and around them.
  public static func grid(_ tiles: [Picture], columns: Int, gap: Int = 2, background: UInt8 = 96) -> Picture {
    precondition(!tiles.isEmpty && columns > 0 && gap >= 0, "\(tiles.count) pictures in rows of \(columns)")
    let (width, height, channels) = (tiles[0].width, tiles[0].height, tiles[0].channels)
    let rows = (tiles.count + columns - 1) / columns
    let (fullWidth, fullHeight) = (columns * (width + gap) + gap, rows * (height + gap) + gap)
    let size = channels.rawValue
    let blank = [UInt8](repeating: background, count: fullWidth * fullHeight * size)
    var grid = Picture(width: fullWidth, height: fullHeight, channels: channels, pixels: blank)
    for (index, tile) in tiles.enumerated() {
      precondition(
        tile.width == width && tile.height == height && tile.channels == channels, "a grid's pictures are of one size")
      let (left, top) = (gap + index % columns * (width + gap), gap + index / columns * (height + gap))
      for row in 0..<height {
        let target = ((top + row) * fullWidth + left) * size
        let source = row * width * size
        grid.pixels.replaceSubrange(target..<target + width * size, with: tile.pixels[source..<source + width * size])
      }
    }
    return grid
  }
}
