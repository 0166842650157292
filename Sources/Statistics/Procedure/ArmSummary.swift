/// The counts and values of an arm's results.
public struct ArmSummary: Sendable, Hashable {
  /// The number of planned seeds.
  public let planned: Int
  /// The number of planned seeds with a result, diverged or not.
  public let done: Int
  /// The number of diverged results.
  public let diverged: Int
  /// The values that count under the policy, by seed.
  public let values: [Int: Double]

  /// Counts the `outcomes` at the plan's seeds. A planned seed without an outcome is missing; no other seed replaces
  /// it.
  init(_ outcomes: [Int: Outcome], plan: ComparisonPlan) {
    let seeds = Set(plan.seeds)
    let counted = outcomes.filter { seeds.contains($0.key) }
    planned = seeds.count
    done = counted.count
    diverged = counted.values.count { $0.finiteValue == nil }
    values = counted.compactMapValues(plan.divergences.value(of:))
  }

  /// The values; nil if there are none or one is not finite.
  public var sample: Sample? { Sample(Array(values.values)) }

  /// Whether every planned seed has a result.
  public var isComplete: Bool { done == planned }

  /// Whether every planned seed has a value that counts.
  public var isWhole: Bool { values.count == planned }
}
