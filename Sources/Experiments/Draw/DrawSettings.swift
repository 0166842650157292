import Trials

/// The settings of the task `draw`.
struct DrawSettings: SettingGroup {
  /// The order of the training images.
  enum Order: String, CaseIterable {
    case file, shuffled
  }

  private static let probe = BooleanSetting(
    "probe", default: false,
    help: "record rn's code length of both LSTMs' outputs at every drawing and training step, without using it")

  let normalization = NormalizationSettings(probe: Self.probe)
  let images = ImbalancedImages(dataset: .optdigits)
  let order = ChoiceSetting(
    "order", default: Order.file,
    help: "training images in the files' order in every epoch, as published, or in a new random one by seed")
  let drawingSteps = IntegerSetting("drawingSteps", 1...100, default: 5, help: "strokes of a drawing, T")
  let patchSize = IntegerSetting(
    "patchSize", 2...28, default: 5,
    help: "filters along a side of the attention window that is read and written, N")
  let hiddenUnits = IntegerSetting("hiddenUnits", 1...4096, default: 10, help: "width of encoder and decoder LSTM")
  let latentSize = IntegerSetting("latentSize", 1...4096, default: 10, help: "latent variables of a drawing step, z")
  let epochs = IntegerSetting("epochs", 1...10_000, default: 5, help: "passes over the thinned training images")
  let batchSize = IntegerSetting(
    "batchSize", 2...60_000, default: 30,
    help: """
      images of a training step and of a test step; the last, smaller batch is used too, \
      except one of a single image under bn
      """)
  let learningRate = NumberSetting("learningRate", 0...10, default: 0.001, help: "of Adam")
  let beta1 = NumberSetting("beta1", 0...0.9999, default: 0.5, help: "Adam's decay of the mean gradient")
  let beta2 = NumberSetting("beta2", 0...0.9999, default: 0.999, help: "Adam's decay of the mean squared gradient")
  let gradientNorm = NumberSetting(
    "gradientNorm", 0...1_000_000, default: 5,
    help: "the largest norm of all gradients together, to which larger ones are scaled; 0 leaves them alone")
  let probe = Self.probe
  let pictures = BooleanSetting(
    "pictures", default: true, former: false,
    help: """
      keep pictures of samples and reconstructions, final and step by step, with the result (about 150 kB); a sweep \
      from before this setting keeps its results with false, and runs again with true
      """)
}
