import FoundationEssentials

/// A picture in a trial's result, as uncompressed pixels. The bytes of a compressed file depend on the library that
/// compressed it, and the bytes of a result must not depend on the host.
///
/// Encoded as an object whose `pixels` are Base64.
public struct TrialPicture: Sendable, Equatable, Codable {
  /// The subject, in the form of a file name: `samples-by-step`.
  public let name: String
  /// The number of pixels of a row, from 1 to `sideLimit`.
  public let width: Int
  /// The number of rows, from 1 to `sideLimit`.
  public let height: Int
  /// The number of bytes of a pixel: 1 for grey (0 black, 255 white), 3 for red, green, blue.
  public let channels: Int
  /// `width · height · channels` bytes, row by row from the top.
  public let pixels: [UInt8]

  /// The most pixels of a side.
  public static let sideLimit = 4096

  /// A picture. `pixels` must have `width · height · channels` bytes.
  public init(name: String, width: Int, height: Int, channels: Int, pixels: [UInt8]) {
    precondition(
      Self.fits(width: width, height: height, channels: channels, count: pixels.count),
      "\(name): \(width) × \(height) pixels of \(channels) bytes were given \(pixels.count) bytes")
    self.name = name
    self.width = width
    self.height = height
    self.channels = channels
    self.pixels = pixels
  }

  /// Decodes a picture. Throws `DecodingError` if `pixels` does not have `width · height · channels` bytes.
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
        debugDescription: "\(width) × \(height) pixels of \(channels) bytes were given \(pixels.count) bytes")
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
