/// How a sweep finds out how many seeds it needs, fixed before its first result and stored with its plan.
public struct SeedDesign: Sendable, Codable, Hashable {
  /// When the seeds are enough.
  public enum Goal: Sendable, Codable, Hashable {
    /// Every comparison of a line of the table is decided, at looks at these numbers of seeds.
    case decided(looks: [Int])
    /// Every cell's mean ± `halfWidth` covers the true mean; the spread of the first `pilot` seeds sets their number.
    case interval(halfWidth: Double, pilot: Int)
  }

  /// When the seeds are enough.
  public let goal: Goal
  /// The seeds that may be used, in the order in which they count.
  public let seeds: [Int]
  /// Whether the design was stated or changed when there were results already.
  public let isExploratory: Bool

  /// A design.
  public init(goal: Goal, seeds: [Int], isExploratory: Bool = false) {
    self.goal = goal
    self.seeds = seeds
    self.isExploratory = isExploratory
  }

  /// The number of seeds that every cell begins with.
  public var firstSeeds: Int {
    switch goal {
    case .decided(let looks): looks[0]
    case .interval(_, let pilot): pilot
    }
  }

  /// The same design, called exploratory.
  public var exploratory: SeedDesign { SeedDesign(goal: goal, seeds: seeds, isExploratory: true) }
}
