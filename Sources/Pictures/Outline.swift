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
