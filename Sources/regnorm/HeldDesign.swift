import Plans
import Results
import Trials

/// The sequential design with which a directory of results began.
enum HeldDesign {
  /// `design`, marked as exploratory if `store` did not hold it before the first result of `plan`.
  static func design(_ design: SeedDesign, for plan: Plan, in store: ResultStore) throws -> SeedDesign {
    if let held = try store.plan().design, held.goal == design.goal, held.seeds == design.seeds { return held }
    let every = plan.planning(
      Dictionary(uniqueKeysWithValues: plan.cells.map { ($0.index, Set(design.seeds)) }), by: design)
    let results = try store.trialsWithResults()
    return every.trials.contains { results.contains($0.identifier) } ? design.exploratory : design
  }
}
