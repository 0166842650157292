/// The ground of an episode: a line through eleven points, level between the flags in the middle.
public struct LunarLanderTerrain: Equatable, Sendable {
  /// The width of the world.
  static let width = 600 / 30.0
  /// The height of the world.
  static let height = 400 / 30.0
  /// The height of the level ground between the flags.
  package static let padHeight = height / 4
  /// The number of drawn heights.
  static let rawCount = 12

  /// The points' x coordinates from left to right, in units of the world.
  public let x: [Double]
  /// The points' heights, in units of the world.
  public let y: [Double]

  /// The ground from 12 heights drawn between 0 and half the world's height: five in the middle become the pad's, then
  /// every point is 0.33 times the sum of three neighbours, where the first point's left neighbour is the twelfth
  /// height.
  public init(raw: [Double]) {
    precondition(raw.count == Self.rawCount, "a terrain needs \(Self.rawCount) heights, not \(raw.count)")
    var heights = raw
    for middle in 3...7 { heights[middle] = Self.padHeight }
    x = (0..<11).map { Self.width / 10 * Double($0) }
    y = (0..<11).map { index in
      let left = heights[index == 0 ? 11 : index - 1]
      return 0.33 * (left + heights[index] + heights[index + 1])
    }
  }

  /// The x coordinates of the two flags.
  package var flags: [Double] { [x[4], x[6]] }
}
