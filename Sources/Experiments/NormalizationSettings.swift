import Layers
import Trials

/// The settings that every task shares: the normalization and its definition.
struct NormalizationSettings: SettingGroup {
  /// The semantics in a specification.
  enum StatedSemantics: String, CaseIterable {
    case unstated, published, corrected
  }

  private static let method = ChoiceSetting<NormalizationMethod>(
    "normalization", help: "the normalization of the hidden layers; `a+b` is a, then b",
    meanings: Dictionary(uniqueKeysWithValues: NormalizationMethod.allCases.map { ($0.rawValue, $0.meaning) }))

  let method = Self.method
  let statedSemantics: ChoiceSetting<StatedSemantics>

  /// The settings of a task with the setting `probe`, which measures rn's code length in one of its two definitions. In
  /// a task that is `actedBySemantics`, every method with a history depends on the semantics.
  init(probe: BooleanSetting, actedBySemantics: Bool = false) {
    let names = NormalizationMethod.allCases.filter { $0.hasSemantics && $0.parts.isEmpty }.map(\.rawValue)
    statedSemantics = ChoiceSetting(
      "semantics", default: .unstated, idleAs: .published,
      idleWhere: { settings in
        let method = Self.method.value(in: settings)
        return !method.hasSemantics && !(actedBySemantics && method.multipliesByHistory)
          && !probe.value(in: settings)
      },
      help: "which definition \(names.joined(separator: ", ")) and their combinations follow; must be stated for them",
      meanings: [
        "published": "the published program's",
        "corrected": "the code length does not depend on the batch's size, and counts from the first batch on",
      ])
  }

  /// The condition of a setting that only the methods use for which `uses` holds.
  static func idle(unless uses: @escaping @Sendable (NormalizationMethod) -> Bool) -> IdleCondition {
    { !uses(method.value(in: $0)) }
  }
}

extension Settings<NormalizationSettings> {
  /// Published or corrected. Corrected if nothing is stated, because then the method has only one definition.
  var semantics: Semantics { Semantics(rawValue: self.statedSemantics.rawValue) ?? .corrected }

  /// Throws if the method has two definitions and none is stated.
  func validate() throws(SettingConflict) {
    if self.method.hasSemantics && self.statedSemantics == .unstated {
      throw SettingConflict(
        [declared.statedSemantics, declared.method],
        reason: "\(self.method.rawValue) has two definitions; state semantics: published or corrected")
    }
  }

  /// Does what `validate` does, and refuses a method that needs equal batches, for a task that trains on smaller last
  /// batches.
  func validateForUnequalBatches() throws(SettingConflict) {
    try validate()
    try requireUnequalBatches("the batch's size changes here in an epoch's last batch and in the test")
  }

  /// Throws if the method keeps one normalizer for each row of the batch, which fails in a task for the reason `why`.
  /// `remedy` continues the advice. `others` are further settings involved.
  func requireUnequalBatches(
    _ why: String, remedy: String = "", others: [any AnySetting] = []
  ) throws(SettingConflict) {
    guard self.method.needsEqualBatches(semantics) else { return }
    throw SettingConflict(
      [declared.method, declared.statedSemantics] + others,
      reason: """
        published \(self.method.rawValue) keeps one normalizer for each row of the batch, and \(why); use semantics: \
        corrected\(remedy)
        """)
  }
}
