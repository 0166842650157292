import Trials

extension Plan {
  /// The plan with the seeds that `design` begins with.
  public func beginning(_ design: SeedDesign) -> Plan {
    let first = Set(design.seeds.prefix(design.firstSeeds))
    return planning(Dictionary(uniqueKeysWithValues: cells.map { ($0.index, first) }), by: design)
  }

  /// The plan with these `seeds` in every cell, and `design` as what decides on further ones.
  public func planning(_ seeds: [CellIndex: Set<Int>], by design: SeedDesign) -> Plan {
    let replicates = trialsByCell.map { $0.first.map { Replicates(of: $0.specification) } }
    let owners = cells.filter { $0.sameAs == nil }
    let trials = design.seeds.flatMap { seed in
      owners.compactMap { cell in
        seeds[cell.index]?.contains(seed) == true
          ? replicates[cell.index.number].map { PlannedTrial(cell: cell.index, $0, seed: seed) }
          : nil
      }
    }
    let used = Set(trials.map(\.specification.seed))
    return Plan(
      name: name, task: task, metric: metric, metrics: metrics, axes: axes, layout: layout, limits: limits,
      cells: cells, seeds: design.seeds.filter(used.contains), trials: trials, stage: stage, design: design)
  }
}
