/// Drawing in pictures of red, green and blue by filling shapes. x goes right and y down, in pixels.
extension Picture {
  /// A picture of one colour.
  public init(width: Int, height: Int, background: Color) {
    let row = (0..<width).flatMap { _ in [background.red, background.green, background.blue] }
    var pixels: [UInt8] = []
    pixels.reserveCapacity(height * row.count)
    for _ in 0..<height { pixels += row }
    self.init(width: width, height: height, channels: .rgb, pixels: pixels)
  }

  /// The colour of a pixel.
  public subscript(x: Int, y: Int) -> Color {
    get {
      let place = 3 * (y * width + x)
      return Color(red: pixels[place], green: pixels[place + 1], blue: pixels[place + 2])
    }
    set {
      let place = 3 * (y * width + x)
      (pixels[place], pixels[place + 1], pixels[place + 2]) = (newValue.red, newValue.green, newValue.blue)
    }
  }

  /// Fills every pixel whose centre lies within `outline` (even-odd rule); parts outside the picture are ignored.
  public mutating func fill(_ outline: Outline, _ color: Color) {
    let points = outline.points
    guard let top = points.map(\.y).min(), let bottom = points.map(\.y).max() else { return }
    for y in max(0, Int(top.rounded(.down)))..<max(0, min(height, Int(bottom.rounded(.up)))) {
      let centre = Double(y) + 0.5
      var crossings: [Double] = []
      for (a, b) in zip(points, points.dropFirst() + points.prefix(1)) where (a.y <= centre) != (b.y <= centre) {
        crossings.append(a.x + (centre - a.y) / (b.y - a.y) * (b.x - a.x))
      }
      crossings.sort()
      for pair in stride(from: 0, to: crossings.count - 1, by: 2) {
        let first = max(0, Int((crossings[pair] - 0.5).rounded(.up)))
        let last = min(width - 1, Int((crossings[pair + 1] - 0.5).rounded(.down)))
        for x in first..<max(first, last + 1) { self[x, y] = color }
      }
    }
  }
}
