/// The settings of one trial of the task `draw`.
struct DrawConfiguration {
  let normalization: NormalizationSettings
  let images: ImbalancedImages
  let isShuffled: Bool
  let drawingSteps: Int
  let patchSize: Int
  let hiddenUnits: Int
  let latentSize: Int
  let epochs: Int
  let batchSize: Int
  let learningRate: Float
  let beta1: Double
  let beta2: Double
  /// Nil where gradients are left as they are.
  let gradientNorm: Double?
  let probe: Bool
  let keepsPictures: Bool

  init(_ settings: SettingsReader) {
    normalization = NormalizationSettings(settings)
    images = ImbalancedImages(settings)
    isShuffled = settings.text("order") == "shuffled"
    drawingSteps = settings.integer("drawingSteps")
    patchSize = settings.integer("patchSize")
    hiddenUnits = settings.integer("hiddenUnits")
    latentSize = settings.integer("latentSize")
    epochs = settings.integer("epochs")
    batchSize = settings.integer("batchSize")
    learningRate = Float(settings.number("learningRate"))
    beta1 = settings.number("beta1")
    beta2 = settings.number("beta2")
    let norm = settings.number("gradientNorm")
    gradientNorm = norm == 0 ? nil : norm
    probe = settings.boolean("probe")
    keepsPictures = settings.boolean("pictures")
  }
}
