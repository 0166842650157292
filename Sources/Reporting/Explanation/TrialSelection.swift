public import Plans
import Trials

/// The trials that a user selects: by the beginning of an identifier, or by words such as `normalization=rn`.
public struct TrialSelection {
  /// The trials, in the plan's order.
  public let trials: [PlannedTrial]

  /// The shortest beginning of an identifier that is accepted.
  private static let shortestIdentity = 4

  /// Selects among the trials of `plan`. `words` are either one beginning of an identifier, or texts such as
  /// `normalization=rn` and `seed=3`, which must all hold. Throws `NoSuchTrial` if no trial matches.
  public init(of words: [String], in plan: Plan) throws(NoSuchTrial) {
    let words = words.flatMap { $0.split(separator: " ").map(String.init) }
    if words.count == 1, words[0].count >= Self.shortestIdentity, words[0].allSatisfy(\.isHexDigit) {
      trials = plan.trials.filter { $0.identifier.description.hasPrefix(words[0].lowercased()) }
    } else {
      let cells = Dictionary(grouping: plan.cells) { $0.sameAs ?? $0.index }
      trials = plan.trials.filter { trial in
        (cells[trial.cell] ?? []).contains { cell in
          var holds = Set(plan.axes.compactMap { axis in cell.coordinates[axis.name].map { "\(axis.name)=\($0)" } })
          holds.insert("seed=\(trial.specification.seed)")
          return holds.isSuperset(of: words)
        }
      }
    }
    guard !trials.isEmpty else {
      throw NoSuchTrial(words: words, example: plan.trials.last.map(plan.label) ?? "seed=1")
    }
  }
}
