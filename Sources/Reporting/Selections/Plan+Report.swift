public import Plans
import Statistics
public import Trials

extension Plan {
  /// The plan of the trials to report, with the candidates that `outcomes`, the outcomes of all this plan's trials,
  /// choose for every arm. Nil if this plan selects nothing.
  ///
  /// The candidate with the best mean is chosen; of equal ones, the first. If diverged runs are left out, a candidate
  /// with fewer of them is preferred. Throws `IncompleteSelection` if a trial has no outcome, or lacks the metric.
  public func report(choosingBy outcomes: [TrialIdentifier: TrialOutcome]) throws(IncompleteSelection) -> Plan? {
    guard let rule = selectionRule else { return nil }
    var arms: [Selection.Arm] = []
    var specifications: [TrialSpecification] = []
    for coordinates in armCoordinates(of: rule) {
      let candidates = try candidates(of: coordinates, rule, outcomes)
      guard let best = candidates.min(by: { $0.precedes($1, in: self, by: rule) }) else { continue }
      arms.append(
        Selection.Arm(coordinates: coordinates, candidates: candidates.map(\.candidate), chosen: best.candidate.values))
      specifications.append(best.specification)
    }
    return report(Selection(rule: rule, arms: arms), specifications)
  }

  /// The points of the axes that are not chosen over, in the order of the cells.
  private func armCoordinates(of rule: SelectionRule) -> [[String: SettingValue]] {
    var seen: Set<[String: SettingValue]> = []
    return cells.map { $0.coordinates.filter { !rule.axes.contains($0.key) } }.filter { seen.insert($0).inserted }
  }

  private func candidates(
    of arm: [String: SettingValue], _ rule: SelectionRule, _ outcomes: [TrialIdentifier: TrialOutcome]
  ) throws(IncompleteSelection) -> [ScoredCandidate] {
    var scored: [ScoredCandidate] = []
    for (cell, trials) in zip(cells, trialsByCell) where arm.allSatisfy({ cell.coordinates[$0.key] == $0.value }) {
      var scores: [Double?] = []
      for trial in trials {
        guard let outcome = outcomes[trial.identifier] else {
          throw IncompleteSelection(trial: label(of: trial), metric: nil)
        }
        let score = outcome[rule.metric.name]
        guard score != nil || outcome.hasDiverged else {
          throw IncompleteSelection(trial: label(of: trial), metric: rule.metric.name)
        }
        scores.append(score)
      }
      guard let specification = trials.first?.specification else { continue }
      let values = cell.coordinates.filter { rule.axes.contains($0.key) }
      scored.append(
        ScoredCandidate(
          candidate: Selection.Candidate(values: values, scores: scores), specification: specification))
    }
    return scored
  }

  private func report(_ selection: Selection, _ specifications: [TrialSpecification]) -> Plan {
    let rule = selection.rule
    var firsts: [TrialSpecification: CellIndex] = [:]
    let reported = zip(selection.arms, specifications).enumerated().map { number, arm in
      let index = CellIndex(number)
      defer { if firsts[arm.1] == nil { firsts[arm.1] = index } }
      return Cell(index: index, coordinates: arm.0.coordinates, sameAs: firsts[arm.1])
    }
    let replicates = specifications.map(Replicates.init)
    return Plan(
      name: name, task: task, metric: metric, metrics: metrics, axes: axes.filter { !rule.axes.contains($0.name) },
      layout: TableLayout(
        rows: layout.rows, columns: layout.columns, reference: layout.reference, divergences: layout.divergences,
        zips: layout.zips.filter { !$0.contains(where: rule.axes.contains) }),
      limits: limits, cells: reported, seeds: rule.reportSeeds,
      trials: rule.reportSeeds.flatMap { seed in
        reported.filter { $0.sameAs == nil }.map { cell in
          PlannedTrial(cell: cell.index, replicates[cell.index.number], seed: seed)
        }
      }, stage: .reporting(selection))
  }
}

/// A candidate with the specification of its first trial.
private struct ScoredCandidate {
  let candidate: Selection.Candidate
  let specification: TrialSpecification

  /// Whether the candidate is better than `other`; false for equal ones.
  func precedes(_ other: ScoredCandidate, in plan: Plan, by rule: SelectionRule) -> Bool {
    let policy = DivergencePolicy(plan.layout.divergences)
    if policy == .exclude {
      let (own, others) = (candidate.diverged, other.candidate.diverged)
      guard own == others else { return own < others }
    }
    guard let own = candidate.sample(by: policy), let others = other.candidate.sample(by: policy) else { return false }
    return rule.metric.direction == .minimize ? own.mean < others.mean : own.mean > others.mean
  }
}
