import FoundationEssentials

/// A picture that belongs to a trial's result: bare pixels, because the bytes of a compressed file depend on the library
/// that compressed it, and a result's bytes must not depend on the host.
///
/// Encoded as an object whose `pixels` are Base64.
public struct TrialPicture: Sendable, Equatable, Codable {
  /// What it shows, as a file would be called: `samples-by-step`.
  public let name: String
  /// Pixels of a row, from 1 to `sideLimit`.
  public let width: Int
  /// Rows, from 1 to `sideLimit`.
  public let height: Int
  /// Bytes of a pixel: 1 for grey (0 black, 255 white), 3 for red, green, blue.
  public let channels: Int
  /// `width · height · channels` bytes, row by row from the top.
  public let pixels: [UInt8]

  /// The most pixels of a side.
  public static let sideLimit = 4096

  /// A picture; its pixels must be as many as its sides say.
  public init(name: String, width: Int, height: Int, channels: Int, pixels: [UInt8]) {
    precondition(
      Self.fits(width: width, height: height, channels: channels, count: pixels.count),
      "\(name): \(pixels.count) bytes are no picture of \(width) × \(height) pixels of \(channels)")
    self.name = name
    self.width = width
    self.height = height
    self.channels = channels
    self.pixels = pixels
  }

  /// Reads what `encode` wrote; throws `DecodingError` where the pixels are not as many as the sides say.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    name = try container.decode(String.self, forKey: .name)
    width = try container.decode(Int.self, forKey: .width)
    height = try container.decode(Int.self, forKey: .height)
    channels = try container.decode(Int.self, forKey: .channels)
    pixels = Array(try container.decode(Data.self, forKey: .pixels))
    guard Self.fits(width: width, height: height, channels: channels, count: pixels.count) else {
      throw DecodingError.dataCorruptedError(
        forKey: .pixels, in: container,
        debugDescription: "\(pixels.count) bytes are no picture of \(width) × \(height) pixels of \(channels)")
    }
  }

  /// Encodes the picture, its pixels as Base64.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(name, forKey: .name)
    try container.encode(width, forKey: .width)
    try container.encode(height, forKey: .height)
    try container.encode(channels, forKey: .channels)
    try container.encode(Data(pixels), forKey: .pixels)
  }

  private enum Key: CodingKey {
    case name, width, height, channels, pixels
  }

  private static func fits(width: Int, height: Int, channels: Int, count: Int) -> Bool {
    let sides = 1...sideLimit
    return sides.contains(width) && sides.contains(height) && (channels == 1 || channels == 3)
      && count == width * height * channels
  }
}
