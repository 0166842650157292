import ArgumentParser
import Plans
import Reporting

/// When a sweep has enough seeds, as `--until` says: `decided`, or `ci<0.5`.
enum SeedGoal: ExpressibleByArgument {
  case decided
  case interval(halfWidth: Double)

  init?(argument: String) {
    if argument == "decided" {
      self = .decided
      return
    }
    guard argument.hasPrefix("ci<"), let halfWidth = Double(argument.dropFirst(3)), halfWidth > 0, halfWidth.isFinite
    else {
      return nil
    }
    self = .interval(halfWidth: halfWidth)
  }

  /// The design of `plan` with `count` seeds at most: the plan's own, and as many as are missing after the largest.
  func design(of plan: Plan, seeds count: Int) -> SeedDesign {
    let first = (plan.seeds.max() ?? 0) + 1
    let seeds = Array((plan.seeds + (first..<first + count)).prefix(count))
    switch self {
    case .decided: return .untilDecided(seeds)
    case .interval(let halfWidth): return .until(halfWidth: halfWidth, seeds)
    }
  }
}
