import Datasets
import Tensors
import Trials

/// The settings that say which images a task trains on: a data set with some of its classes thinned out.
struct ImbalancedImages {
  let dataset: String
  let rareClasses: Int
  let rareFraction: Double
  let heldOut: Int

  init(_ settings: SettingsReader) {
    dataset = settings.text("dataset")
    rareClasses = settings.integer("rareClasses")
    rareFraction = settings.number("rareFraction")
    heldOut = settings.integer("heldOut")
  }

  /// The declarations, with `dataset` as the default.
  static func declarations(dataset: String) -> [Setting] {
    [
      Setting(
        "rareClasses", .integer(0...9), default: .integer(0),
        help: "how many of the 10 classes are thinned out, drawn by seed and nested in this number"),
      Setting(
        "rareFraction", .number(0...1), default: .number(0.01),
        idle: IdleSetting(as: .number(0.01), where: "rareClasses", isOneOf: [.integer(0)]),
        help: "the share of a rare class's training images that is kept, at least one image"),
      Setting(
        "dataset", .choice(["mnist", "optdigits"]), default: .text(dataset),
        help: "mnist: 60,000 + 10,000 images of 28×28; optdigits: 1,397 + 400 of 8×8, built in"),
      Setting(
        "heldOut", .integer(0...30_000), default: .integer(0), former: .integer(0),
        help: "training images that are left out before classes are thinned, drawn by seed; published mnist-rnn: 5000"),
    ]
  }

  /// Throws where more than half of the training images are held out.
  static func validate(_ settings: SettingsReader) throws(SettingConflict) {
    let images = ImbalancedImages(settings)
    guard images.dataset == "optdigits", images.heldOut > 698 else { return }
    throw SettingConflict(
      settings: ["heldOut", "dataset"],
      reason: "\(images.heldOut) held out are more than half of optdigits' 1,397 training images; use heldOut: 0 to 698"
    )
  }

  /// The data set's files.
  var dataReferences: [DataReference] {
    let files = DatasetCatalog.all.first { $0.name == dataset }?.files ?? []
    return files.map { DataReference(name: $0.name, sha256: $0.sha256) }
  }

  /// The training images that are kept, by index: a function of the seed, the same for every method.
  func examples(of images: ImageDataset, seed: Int) -> [Int32] {
    let candidates = candidates(of: images.train.labels.count, seed: seed)
    var stream = RandomStream(seed: seed, name: "imbalance")
    return ImbalancedSubset(
      labels: candidates.map { images.train.labels[Int($0)] }, classCount: images.classCount, rareClasses: rareClasses,
      rareFraction: rareFraction, using: &stream
    ).indices.map { candidates[Int($0)] }
  }

  /// The images that are not held out, ascending.
  private func candidates(of count: Int, seed: Int) -> [Int32] {
    var order = (0..<count).map(Int32.init)
    guard heldOut > 0 else { return order }
    var stream = RandomStream(seed: seed, name: "heldOut")
    stream.permute(&order)
    return order.dropFirst(heldOut).sorted()
  }
}
