/// A picture of red, green and blue bytes, drawn by filling shapes; x goes right and y down, in pixels.
public struct Picture: Equatable, Sendable {
  /// The width in pixels.
  public let width: Int
  /// The height in pixels.
  public let height: Int
  /// Red, green and blue of every pixel, row by row from the top.
  public private(set) var bytes: [UInt8]

  /// A picture of one colour.
  public init(width: Int, height: Int, background: Color) {
    self.width = width
    self.height = height
    bytes = []
    bytes.reserveCapacity(3 * width * height)
    for _ in 0..<width * height { bytes += [background.red, background.green, background.blue] }
  }

  /// The colour of a pixel.
  public subscript(x: Int, y: Int) -> Color {
    get {
      let place = 3 * (y * width + x)
      return Color(red: bytes[place], green: bytes[place + 1], blue: bytes[place + 2])
    }
    set {
      let place = 3 * (y * width + x)
      (bytes[place], bytes[place + 1], bytes[place + 2]) = (newValue.red, newValue.green, newValue.blue)
    }
  }

  /// Fills every pixel whose centre lies within `outline` (even-odd rule); parts outside the picture are left out.
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

/// A closed outline, straight from point to point.
public struct Outline: Sendable {
  let points: [(x: Double, y: Double)]

  /// The outline through `points` and back to the first.
  public static func polygon(_ points: [(x: Double, y: Double)]) -> Outline { Outline(points: points) }

  /// The box between two corners.
  public static func box(from a: (x: Double, y: Double), to b: (x: Double, y: Double)) -> Outline {
    Outline(points: [(a.x, a.y), (b.x, a.y), (b.x, b.y), (a.x, b.y)])
  }

  /// A straight line of a width.
  public static func line(
    from a: (x: Double, y: Double), to b: (x: Double, y: Double), width: Double
  ) -> Outline {
    let (dx, dy) = (b.x - a.x, b.y - a.y)
    let length = (dx * dx + dy * dy).squareRoot()
    guard length > 0 else { return Outline(points: []) }
    let (sideX, sideY) = (-dy / length * width / 2, dx / length * width / 2)
    return Outline(points: [
      (a.x + sideX, a.y + sideY), (b.x + sideX, b.y + sideY), (b.x - sideX, b.y - sideY), (a.x - sideX, a.y - sideY),
    ])
  }
}

/// A colour of a picture.
public struct Color: Equatable, Sendable {
  /// From 0 to 255.
  public let red: UInt8
  /// From 0 to 255.
  public let green: UInt8
  /// From 0 to 255.
  public let blue: UInt8

  /// A colour.
  public init(red: UInt8, green: UInt8, blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// White.
  public static let white = Color(red: 255, green: 255, blue: 255)
  /// Black.
  public static let black = Color(red: 0, green: 0, blue: 0)
}
