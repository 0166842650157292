public import Pictures
public import Trials

extension TrialPicture {
  /// The picture as a PNG file, each pixel magnified to a square of `magnification` × `magnification` pixels.
  ///
  /// Throws `PNGError` if zlib cannot compress the picture.
  public func png(magnification: Int = 1) throws(PNGError) -> [UInt8] {
    let picture = Picture(width: width, height: height, channels: channels == 1 ? .grey : .rgb, pixels: pixels)
    return try picture.magnified(magnification).png()
  }

  /// The magnification at which the picture's details are visible. A small picture becomes about 320 pixels wide, one
  /// of up to 400 at least twice as wide, and a wider one stays as it is.
  public var usefulMagnification: Int { width > 400 ? 1 : max(2, (320 + width / 2) / width) }
}
