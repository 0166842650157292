import Datasets
public import Trials

/// Digits drawn in several strokes of an attention window (Gregor et al., DRAW, ICML 2015; as an example of Lin, Entropy
/// 2022): a normalization takes the LSTMs' outputs at every drawing step.
public struct Draw: Experiment {
  private let images = LoadedImages()

  init() {}

  /// The vocabulary.
  public let task = TaskDescription(
    name: "draw", version: 1,
    summary: "Learn to draw digits in steps with attention; a recurrent variational autoencoder (DRAW).",
    settings: NormalizationSettings.declarations + ImbalancedImages.declarations(dataset: "optdigits") + [
      Setting(
        "order", .choice(["file", "shuffled"]), default: .text("file"),
        help: "training images in the files' order in every epoch, as published, or in a new random one by seed"),
      Setting("drawingSteps", .integer(1...100), default: .integer(5), help: "strokes that a drawing is made of, T"),
      Setting(
        "patchSize", .integer(2...28), default: .integer(5),
        help: "filters along a side of the attention window that is read and written, N"),
      Setting("hiddenUnits", .integer(1...4096), default: .integer(10), help: "width of encoder and decoder LSTM"),
      Setting("latentSize", .integer(1...4096), default: .integer(10), help: "latent variables of a drawing step, z"),
      Setting("epochs", .integer(1...10_000), default: .integer(5), help: "passes over the thinned training images"),
      Setting(
        "batchSize", .integer(2...60_000), default: .integer(30),
        help: """
          images a training step, and of the test scored together; the last, smaller batch is used too, \
          except one of a single image under bn
          """),
      Setting("learningRate", .number(0...10), default: .number(0.001), help: "of Adam"),
      Setting("beta1", .number(0...0.9999), default: .number(0.5), help: "Adam's decay of the mean gradient"),
      Setting("beta2", .number(0...0.9999), default: .number(0.999), help: "Adam's decay of the mean squared gradient"),
      Setting(
        "gradientNorm", .number(0...1_000_000), default: .number(5),
        help: "the largest norm of all gradients together, to which larger ones are scaled; 0 leaves them alone"),
      Setting(
        "probe", .boolean, default: .boolean(false),
        help: "record rn's code length of both LSTMs' outputs at every drawing and training step, without using it"),
      Setting(
        "pictures", .boolean, default: .boolean(true), former: .boolean(false),
        help: """
          keep pictures of samples and reconstructions, final and step by step, with the result (about 150 kB); a sweep \
          that was run before there were pictures keeps its results with false, and runs again with true
          """),
    ],
    metrics: [
      Metric(
        name: "testLoss", unit: "nats", direction: .minimize,
        help: "mean bound on the negative log likelihood of a test image at the end: testReconstruction + testKL"),
      Metric(
        name: "testReconstruction", unit: "nats", direction: .minimize,
        help: "binary cross-entropy of a test image's pixels under its drawing, summed over the pixels"),
      Metric(
        name: "testKL", unit: "nats", direction: .minimize,
        help: "divergence of the latents of a test image from N(0, 1), summed over the drawing steps"),
      Metric(
        name: "trainLoss", unit: "nats", direction: .minimize,
        help: "as testLoss, over the last epoch's training batches as they were met"),
      Metric(
        name: "trainReconstruction", unit: "nats", direction: .minimize, help: "the reconstruction's part of trainLoss"),
      Metric(name: "trainKL", unit: "nats", direction: .minimize, help: "the divergence's part of trainLoss"),
    ])

  /// The data set's files.
  public func dataReferences(for settings: [String: SettingValue]) -> [DataReference] {
    ImbalancedImages(SettingsReader(settings)).dataReferences
  }

  /// A window has at most as many filters along a side as the image has pixels.
  public func validate(_ settings: [String: SettingValue]) throws(SettingConflict) {
    let reader = SettingsReader(settings)
    try ImbalancedImages.validate(reader)
    try NormalizationSettings.validateForUnequalBatches(reader)
    let patchSize = reader.integer("patchSize")
    if reader.text("dataset") == "optdigits" && patchSize > 8 {
      throw SettingConflict(
        settings: ["patchSize", "dataset"],
        reason: "a window of \(patchSize) filters is wider than optdigits' images of 8×8; use patchSize: 2 to 8")
    }
  }

  /// Builds the trial; the data set is loaded once a process.
  public func makeTrial(_ specification: TrialSpecification, resumingFrom checkpoint: [UInt8]?) throws -> any Trial {
    let configuration = DrawConfiguration(SettingsReader(specification, of: task))
    return try DrawTrial(
      configuration, seed: specification.seed, dataset: try images.load(configuration.images.dataset),
      identifier: specification.identifier, resumingFrom: checkpoint)
  }
}
