public import Statistics

/// The default procedure on cells that a table compares with each other.
public struct LineComparison: Sendable {
  /// The places of the compared cells in their line: those that the grid has.
  public let places: [Int]
  /// The comparisons; an arm's place is its place in `places`.
  public let report: ComparisonReport
  /// The comparisons under the plan's sequential design, on which the marks then rest; nil where the seeds are fixed.
  public let study: SequentialStudy?

  /// Compares `cells` by `rules`, whose reference is a place in the line. Nil where the line has fewer than two cells, or
  /// none at the reference's place.
  init?(of cells: [TableCell?], by rules: ComparisonPlan, under designs: SequentialDesigns? = nil) {
    let places = cells.indices.filter { cells[$0] != nil }
    guard places.count > 1 else { return nil }
    var family = rules.family
    if case .reference(let reference) = family {
      guard let arm = places.firstIndex(of: reference) else { return nil }
      family = .reference(arm)
    }
    let results = places.compactMap { place in
      cells[place].map { cell in
        Dictionary(
          cell.samples.map { ($0.seed, $0.value.map(Outcome.value) ?? .diverged) },
          uniquingKeysWith: { first, _ in first })
      }
    }
    self.places = places
    let report = ComparisonReport(results, plan: rules.with(family))
    self.report = report
    study = designs?[report.familySize].map { design in
      SequentialStudy(results, pairs: report.comparisons.map(\.pair), design: design)
    }
  }

  /// The places of the best cell and of those not shown to differ from the best. Under a sequential design with a reference
  /// no pair of other cells is compared, and none is marked.
  var best: [Int] {
    guard let study else { return zip(places, report.isBest).filter(\.1).map(\.0) }
    guard report.family == .allPairs, !cannotTellApart, let leader = report.leader else { return [] }
    let unlike = Set(zip(study.pairs, study.verdicts).filter(\.1.isDifferent).map(\.0))
    return report.arms.indices.filter { arm in
      report.arms[arm].sample != nil && !unlike.contains(ArmPair(arm, leader)) && !unlike.contains(ArmPair(leader, arm))
    }.map { places[$0] }
  }

  /// The places of the cells that are shown to differ from the reference; empty where all pairs are compared.
  var unlikeReference: [Int] {
    guard case .reference = report.family else { return [] }
    guard let study else { return report.comparisons.filter(\.isDifferent).map { places[$0.pair.first] } }
    return zip(study.pairs, study.verdicts).filter(\.1.isDifferent).map { places[$0.0.first] }
  }

  /// Whether the values are too few for any pair to be told apart.
  var cannotTellApart: Bool {
    guard let study else { return !report.allPairs.contains(where: \.canReachLevel) }
    return study.comparisons.allSatisfy(\.looks.isEmpty)
  }
}
