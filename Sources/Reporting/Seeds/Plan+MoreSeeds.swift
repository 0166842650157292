public import Plans
import Statistics
public import Trials

extension Plan {
  /// The plan with the seeds that its design adds after `outcomes`, the outcomes of all its trials. Nil if the plan has
  /// no design, or the design adds no seeds.
  ///
  /// Throws `SequentialDesign.Invalid` if the design's looks are invalid.
  public func withMoreSeeds(after outcomes: [TrialIdentifier: TrialOutcome]) throws -> Plan? {
    guard let design else { return nil }
    let table = try Table(of: self, metrics: outcomes)
    var seeds = Dictionary(
      uniqueKeysWithValues: zip(cells, trialsByCell).map { ($0.index, Set($1.map(\.specification.seed))) })
    for (cell, wanted) in table.wantedSeeds(by: design) { seeds[cell, default: []].formUnion(wanted) }
    let plan = planning(seeds, by: design)
    return plan.trials.count > trials.count ? plan : nil
  }
}

extension Table {
  /// The seeds that `design` wants in cells that have their own trials.
  fileprivate func wantedSeeds(by design: SeedDesign) -> [(cell: CellIndex, seeds: [Int])] {
    switch design.goal {
    case .decided:
      facets.flatMap { facet in
        facet.lines.enumerated().flatMap { number, line -> [(cell: CellIndex, seeds: [Int])] in
          guard let line, let wanted = line.study?.wanted else { return [] }
          return zip(line.places, wanted).compactMap { place, seeds in
            let cell = isTransposed ? facet.cells[number][place] : facet.cells[place][number]
            return cell.map { ($0.owner, seeds) }
          }
        }
      }
    case .interval(let halfWidth, let pilot):
      cells.compactMap { cell in
        let first = Set(design.seeds.prefix(pilot))
        let values = cell.samples.filter { first.contains($0.seed) }.compactMap(\.value)
        guard let stein = SteinTwoStage(halfWidth: halfWidth, level: rules.level), let sample = Sample(values),
          let needed = stein.seeds(after: sample)
        else { return nil }
        return (cell.owner, Array(design.seeds.prefix(needed)))
      }
    }
  }
}
