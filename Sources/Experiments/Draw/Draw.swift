import Datasets
public import Trials

/// Digits drawn in several strokes of an attention window (Gregor et al., DRAW, ICML 2015; as an example of Lin,
/// Entropy 2022): the LSTMs' outputs are normalized at every drawing step.
public struct Draw: Experiment {
  private let images = LoadedImages()
  private static let settings = DrawSettings()

  init() {}

  /// The vocabulary.
  public let task = TaskDescription(
    name: "draw", version: 1,
    summary: "Learn to draw digits in steps with attention; a recurrent variational autoencoder (DRAW).",
    settings: settings.declarations,
    metrics: DrawMetrics.all, curves: DrawMetrics.all.map { Curve($0, per: .step) } + [.codeLength(per: .step)])

  /// The data set's files.
  public func dataReferences(for settings: [String: SettingValue]) -> [DataReference] {
    Settings(Self.settings, settings).images.dataReferences
  }

  /// A window has at most as many filters along a side as the image has pixels.
  public func validate(_ settings: [String: SettingValue]) throws(SettingConflict) {
    let settings = Settings(Self.settings, settings)
    try settings.images.validate()
    try settings.normalization.validateForUnequalBatches()
    if settings.images.dataset == .optdigits && settings.patchSize > 8 {
      throw SettingConflict(
        [settings.declared.patchSize, settings.images.declared.dataset],
        reason:
          "a window of \(settings.patchSize) filters is wider than optdigits' images of 8×8; use patchSize: 2 to 8")
    }
  }

  /// Makes the trial. The data set is loaded once in a process.
  public func makeTrial(_ specification: TrialSpecification, resumingFrom checkpoint: [UInt8]?) throws -> any Trial {
    let settings = Settings(Self.settings, specification.settings)
    return try DrawTrial(
      settings, seed: specification.seed, dataset: try images.load(settings.images.dataset),
      identifier: specification.identifier, resumingFrom: checkpoint)
  }
}
