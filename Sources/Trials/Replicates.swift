import Digests

/// The trials that differ in nothing but their seed. What their specifications and their identities share is made once.
public struct Replicates: Sendable {
  private let model: TrialSpecification
  private let beforeSeed: String
  private let afterSeed: String

  /// The replicates of `model`, whose own seed does not matter.
  public init(of model: TrialSpecification) {
    self.model = model
    beforeSeed = "regnorm-trial 1\ntask \(model.task)\nversion \(model.taskVersion)\nseed "
    let lines =
      model.settings.sorted { $0.key < $1.key }.map { "setting \($0.key) \($0.value.canonical)" }
      + model.data.map { "data \($0.name) \($0.sha256)" }
    afterSeed = (["\n"] + lines.map { $0 + "\n" }).joined()
  }

  /// The replicate's specification.
  public func specification(seed: Int) -> TrialSpecification {
    TrialSpecification(
      task: model.task, taskVersion: model.taskVersion, settings: model.settings, seed: seed, data: model.data)
  }

  /// The replicate's identity.
  public func identifier(seed: Int) -> TrialIdentifier {
    TrialIdentifier(digest: SHA256.hash(canonicalText(seed: seed).utf8))
  }

  func canonicalText(seed: Int) -> String { "\(beforeSeed)\(seed)\(afterSeed)" }
}
