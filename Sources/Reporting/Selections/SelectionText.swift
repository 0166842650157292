public import Plans
import Statistics
import Trials

/// The choices of a search in words: for every arm the choice, how flat its neighbourhood is, and whether it lies on
/// the edge of its range.
public struct SelectionText: Sendable {
  private let selection: Selection
  private let axes: [Axis]
  private let policy: DivergencePolicy

  /// Nil if the plan does not report a selection.
  public init?(of plan: Plan) {
    guard let selection = plan.selection else { return nil }
    self.selection = selection
    axes = plan.axes
    policy = DivergencePolicy(plan.layout.divergences)
  }

  /// The rule and the choices, each on a line.
  public var text: String { ([rule] + choices).map { $0.printable + "\n" }.joined() }

  /// A line for every arm.
  var choices: [String] {
    selection.arms.map { arm in
      let name = axes.compactMap { axis in arm.coordinates[axis.name].map { "\(axis.name)=\($0)" } }
      let edges = edges(of: arm)
      let remarks = [
        neighbourhood(of: arm),
        edges.isEmpty ? nil : "\(edges.joined(separator: " and ")) on the edge of its range",
      ].compactMap(\.self)
      return "  " + ([(name.joined(separator: " ") + ": " + choice(of: arm))] + remarks).joined(separator: "; ")
    }
  }

  /// The metric, the number of candidates and the cost of the choice, which are the same for every arm.
  var rule: String {
    let count = selection.arms.first?.candidates.count ?? 0
    return
      "\(selection.rule.axes.joined(separator: ", ")) of each arm chosen by its mean \(selection.rule.metric.name) over "
      + "\(counted(selection.rule.seeds.count, "seed")) (\(selection.rule.seeds.runs)), from "
      + "\(counted(count, "candidate")) of every arm (\(counted(count * selection.rule.seeds.count, "trial")) an arm)."
  }

  /// A warning if choices lie on the edges of their ranges; nil otherwise.
  var edgeWarning: String? {
    let count = selection.arms.count { !edges(of: $0).isEmpty }
    guard count > 0 else { return nil }
    return
      "The choice of \(count) of \(counted(selection.arms.count, "arm")) lies on the edge of its range: a wider range may "
      + "hold a better one."
  }

  private func choice(of arm: Selection.Arm) -> String {
    let sample = arm.candidates.first { $0.values == arm.chosen }?.sample(by: policy)
    let decimals = commonDecimals(of: sample.map { [$0] } ?? [])
    let score = sample.map { CellNumber($0, decimals: decimals).plain }.map { " (\($0.mean)\($0.rest))" } ?? ""
    return text(of: arm.chosen) + score
  }

  /// How flat the optimum is: the candidates not shown to differ from the choice; nil if all differ.
  private func neighbourhood(of arm: Selection.Arm) -> String? {
    guard let chosen = arm.candidates.firstIndex(where: { $0.values == arm.chosen }), arm.candidates.count > 1 else {
      return nil
    }
    let results = arm.candidates.map { candidate in
      Dictionary(
        uniqueKeysWithValues: zip(selection.rule.seeds, candidate.scores).map { seed, score in
          (seed, score.map(Outcome.value) ?? .diverged)
        })
    }
    let report = ComparisonReport(
      results,
      plan: ComparisonPlan(
        seeds: selection.rule.seeds, family: .reference(chosen),
        best: selection.rule.metric.direction == .minimize ? .smallest : .largest, divergences: policy))
    guard report.comparisons.contains(where: \.canReachLevel) else {
      return "\(counted(selection.rule.seeds.count, "seed")) cannot tell it from any other"
    }
    let alike = report.comparisons.filter { !$0.isDifferent }.map { text(of: arm.candidates[$0.pair.first].values) }
    return alike.isEmpty ? nil : "not shown to differ: \(alike.joined(separator: ", "))"
  }

  /// The numeric axes on which the choice is the smallest or largest candidate.
  private func edges(of arm: Selection.Arm) -> [String] {
    selection.rule.axes.filter { axis in
      let numbers = Set(arm.candidates.compactMap { $0.values[axis]?.numeric }).sorted()
      guard numbers.count > 2, let chosen = arm.chosen[axis]?.numeric else { return false }
      return chosen == numbers.first || chosen == numbers.last
    }
  }

  private func text(of values: [String: SettingValue]) -> String {
    selection.rule.axes.compactMap { axis in values[axis].map { "\(axis)=\($0)" } }.joined(separator: " ")
  }
}

extension Selection.Candidate {
  /// The number of diverged runs.
  var diverged: Int { scores.count { $0 == nil } }

  /// The scores that count under `policy`; nil if there are none.
  func sample(by policy: DivergencePolicy) -> Sample? {
    Sample(scores.compactMap { policy.value(of: $0.map(Outcome.value) ?? .diverged) })
  }
}
