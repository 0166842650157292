public import Statistics

/// The comparison of a line of cells of a table by the default procedure.
public struct LineComparison: Sendable {
  /// The indices of the compared cells within the line; missing cells are left out.
  public let places: [Int]
  /// The comparisons. An arm's index is its index in `places`.
  public let report: ComparisonReport
  /// The comparisons under the plan's sequential design, which then decide the marks; nil if the seeds are fixed.
  public let study: SequentialStudy?

  /// Compares `cells` by `rules`, whose reference is an index within the line. Nil if the line has fewer than two
  /// cells, or no cell at the reference's index.
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

  /// The indices of the best cell and of the cells not shown to differ from it. Empty under a sequential design with a
  /// reference, which compares no other pairs.
  var best: [Int] {
    guard let study else { return zip(places, report.isBest).filter(\.1).map(\.0) }
    guard report.family == .allPairs, !cannotTellApart, let leader = report.leader else { return [] }
    let unlike = Set(zip(study.pairs, study.verdicts).filter(\.1.isDifferent).map(\.0))
    return report.arms.indices.filter { arm in
      report.arms[arm].sample != nil && !unlike.contains(ArmPair(arm, leader)) && !unlike.contains(ArmPair(leader, arm))
    }.map { places[$0] }
  }

  /// The indices of the cells that are shown to differ from the reference; empty if all pairs are compared.
  var unlikeReference: [Int] {
    guard case .reference = report.family else { return [] }
    guard let study else { return report.comparisons.filter(\.isDifferent).map { places[$0.pair.first] } }
    return zip(study.pairs, study.verdicts).filter(\.1.isDifferent).map { places[$0.0.first] }
  }

  /// Whether the values are too few to tell any pair apart.
  var cannotTellApart: Bool {
    guard let study else { return !report.allPairs.contains(where: \.canReachLevel) }
    return study.comparisons.allSatisfy(\.looks.isEmpty)
  }
}
