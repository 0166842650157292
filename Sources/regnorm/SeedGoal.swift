import ArgumentParser
import Plans
import Reporting

/// The goal of `--until`, at which a sweep has enough seeds: `decided`, or `ci<0.5`.
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

  /// A design of `plan` with `count` seeds: the plan's own first, then those that follow the largest.
  func design(of plan: Plan, seeds count: Int) -> SeedDesign {
    let first = (plan.seeds.max() ?? 0) + 1
    let seeds = Array((plan.seeds + (first..<first + count)).prefix(count))
    switch self {
    case .decided: return .untilDecided(seeds)
    case .interval(let halfWidth): return .until(halfWidth: halfWidth, seeds)
    }
  }
}
