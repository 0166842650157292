extension Picture {
  /// The picture reduced to `width` × `height` pixels, at most its present size. Every new pixel is the mean of the
  /// pixels that it replaces, rounded down.
  public func reduced(width newWidth: Int, height newHeight: Int) -> Picture {
    precondition(
      (1...width).contains(newWidth) && (1...height).contains(newHeight),
      "a picture of \(width) × \(height) pixels cannot be reduced to \(newWidth) × \(newHeight)")
    let size = channels.rawValue
    var means: [UInt8] = []
    means.reserveCapacity(newWidth * newHeight * size)
    for row in 0..<newHeight {
      let ys = row * height / newHeight..<(row + 1) * height / newHeight
      for column in 0..<newWidth {
        let xs = column * width / newWidth..<(column + 1) * width / newWidth
        for channel in 0..<size {
          var sum = 0
          for y in ys {
            for x in xs { sum += Int(pixels[(y * width + x) * size + channel]) }
          }
          means.append(UInt8(sum / (xs.count * ys.count)))
        }
      }
    }
    return Picture(width: newWidth, height: newHeight, channels: channels, pixels: means)
  }
}
