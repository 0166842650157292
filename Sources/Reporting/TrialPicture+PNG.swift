public import Pictures
public import Trials

extension TrialPicture {
  /// The picture as a PNG file, every pixel as large as `magnification` pixels of a side.
  ///
  /// Throws `PNGError` where zlib cannot compress it.
  public func png(magnification: Int = 1) throws(PNGError) -> [UInt8] {
    let picture = Picture(width: width, height: height, channels: channels == 1 ? .grey : .rgb, pixels: pixels)
    return try picture.magnified(magnification).png()
  }

  /// How much larger the picture has to be for its details to be seen: a small one becomes about 320 pixels wide, one of up
  /// to 400 twice as wide as it is, and a wider one stays.
  public var usefulMagnification: Int { width > 400 ? 1 : max(2, (320 + width / 2) / width) }
}
