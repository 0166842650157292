public import Plans
import Statistics
import Trials

extension SeedDesign {
  /// Seeds until every comparison is decided, with the default looks up to the number of `seeds`.
  public static func untilDecided(_ seeds: [Int]) -> SeedDesign {
    SeedDesign(goal: .decided(looks: SequentialDesign.defaultLooks(upTo: seeds.count)), seeds: seeds)
  }

  /// The design in words: the goal, the tests, the most seeds, and whether it is exploratory.
  public var sentences: String {
    let reach = "at most \(counted(seeds.count, "seed"))"
    let exploratory = isExploratory ? " Exploratory: the design was stated or changed after the first result." : ""
    switch goal {
    case .decided(let looks):
      return
        "Seeds until decided: looks at \(looks.map(String.init).joined(separator: ", ")) common seeds in their order, "
        + "\(reach); two cells differ where the paired t test, its form corrected for skewness and the exact sign-flip test "
        + "agree, at a level that holds for all looks." + exploratory
    case .interval(let halfWidth, let pilot):
      let confidence = fixed(Level.fivePercent.confidence * 100, decimals: 0)
      return "Seeds until mean ± \(halfWidth) covers with \(confidence) %: by Stein's two stages after "
        + "\(counted(pilot, "seed")), \(reach)." + exploratory
    }
  }

  /// Seeds until every cell's mean ± `halfWidth` covers, with the first ten seeds as the pilot.
  public static func until(halfWidth: Double, _ seeds: [Int]) -> SeedDesign {
    SeedDesign(goal: .interval(halfWidth: halfWidth, pilot: min(10, seeds.count)), seeds: seeds)
  }
}
