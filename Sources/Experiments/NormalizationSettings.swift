import Layers
import Trials

/// The settings that every task shares: which normalization, in which of its definitions.
struct NormalizationSettings {
  let method: NormalizationMethod
  /// Published or corrected; corrected where the method has only one form and the question does not arise.
  let semantics: Semantics

  static let declarations = declarations(semanticsOf: [])

  /// The declarations of a task in which `others`, too, depend on the semantics, though they have one form.
  static func declarations(semanticsOf others: Set<NormalizationMethod>) -> [Setting] {
    [
      Setting(
        "normalization", .choice(NormalizationMethod.allCases.map(\.rawValue)),
        help: """
          what normalizes the hidden layers; `a+b` is a, then b; gain is the control log(t+1) x; sn is tested without the \
          labels that raise its code length in training
          """),
      Setting(
        "semantics", .choice(["unstated"] + Semantics.allCases.map(\.rawValue)), default: .text("unstated"),
        idle: IdleSetting(as: .text(Semantics.published.rawValue)) { settings in
          // A probe measures rn's code length, in the one form or the other.
          !method(of: settings).hasSemantics && !others.contains(method(of: settings))
            && settings["probe"] == .boolean(false)
        },
        help: "which definition rn, rbn, rln, sn and their combinations follow; must be stated for them"),
    ]
  }

  /// A setting that only normalizations use which multiply by what they remember: it counts as `value` for the others.
  static func idle(as value: SettingValue) -> IdleSetting {
    IdleSetting(as: value) { settings in
      !method(of: settings).hasSemantics && method(of: settings) != .gain
    }
  }

  private static func method(of settings: [String: SettingValue]) -> NormalizationMethod {
    NormalizationSettings(SettingsReader(settings)).method
  }

  init(_ settings: SettingsReader) {
    guard let method = NormalizationMethod(rawValue: settings.text("normalization")) else {
      preconditionFailure("a checked specification names a normalization")
    }
    self.method = method
    semantics = Semantics(rawValue: settings.text("semantics")) ?? .corrected
  }

  /// Throws where the method has two definitions and none is stated, and for published `rbn`: it keeps a normalizer for
  /// each row of a batch, and the batches of every task that calls this are not all of one size.
  static func validate(_ settings: SettingsReader) throws(SettingConflict) {
    let normalization = NormalizationSettings(settings)
    if normalization.method.hasSemantics && settings.text("semantics") == "unstated" {
      throw SettingConflict(
        settings: ["semantics", "normalization"],
        reason: "\(normalization.method.rawValue) has two definitions; state semantics: published or corrected")
    }
  }

  /// Throws for published `rbn`, in tasks whose batches are not all of one size.
  static func validateForUnequalBatches(_ settings: SettingsReader) throws(SettingConflict) {
    try validate(settings)
    let normalization = NormalizationSettings(settings)
    if normalization.method == .rbn && normalization.semantics == .published {
      throw SettingConflict(
        settings: ["normalization", "semantics"],
        reason: """
          published rbn keeps one normalizer a row of the batch and cannot go on when the batch's size changes, as it \
          does here in an epoch's last batch and in the test; use semantics: corrected
          """)
    }
  }
}
