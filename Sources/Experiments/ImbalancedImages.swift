import Datasets
import Tensors
import Trials

/// The settings of a task's training images: a data set with some of its classes thinned out.
struct ImbalancedImages: SettingGroup {
  /// The data sets by the names of the catalogue.
  enum Dataset: String, CaseIterable {
    case mnist, optdigits
  }

  static let rareClasses = IntegerSetting(
    "rareClasses", 0...9, default: 0,
    help: "how many of the 10 classes are thinned out, drawn by seed and nested in this number")

  let rareClasses = Self.rareClasses
  let rareFraction = NumberSetting(
    "rareFraction", 0...1, default: 0.01, idleWhere: { Self.rareClasses.value(in: $0) == 0 },
    help: "the share of a rare class's training images that is kept, at least one image")
  let dataset: ChoiceSetting<Dataset>
  let heldOut = IntegerSetting(
    "heldOut", 0...30_000, default: 0, former: 0,
    help: "training images that are left out before classes are thinned, drawn by seed; published mnist-rnn: 5000")
  let validation = BooleanSetting(
    "validation", default: false, former: false, help: "score the heldOut images too, and report validation metrics")

  /// The settings, with `dataset` as the default.
  init(dataset: Dataset) {
    self.dataset = ChoiceSetting(
      "dataset", default: dataset,
      help: "mnist: 60,000 + 10,000 images of 28×28; optdigits: 1,397 + 400 of 8×8, built in")
  }
}

extension Settings<ImbalancedImages> {
  /// Throws where more than half of the training images are held out, and where a validation has no images.
  func validate() throws(SettingConflict) {
    if self.validation && self.heldOut == 0 {
      throw SettingConflict(
        [declared.validation, declared.heldOut],
        reason: "a validation scores images that are held out of the training; state heldOut: 5000, or 300 of optdigits"
      )
    }
    guard self.dataset == .optdigits, self.heldOut > 698 else { return }
    throw SettingConflict(
      [declared.heldOut, declared.dataset],
      reason: "\(self.heldOut) held out are more than half of optdigits' 1,397 training images; use heldOut: 0 to 698")
  }

  /// The data set's files.
  var dataReferences: [DataReference] {
    let files = DatasetCatalog.all.first { $0.name == self.dataset.rawValue }?.files ?? []
    return files.map { DataReference(name: $0.name, sha256: $0.sha256) }
  }

  /// The indices of the kept training images: a function of the seed, the same for every method.
  func examples(of images: ImageDataset, seed: Int) -> [Int32] {
    let candidates = candidates(of: images.train.count, seed: seed)
    return subset(of: images, seed: seed).indices.map { candidates[Int($0)] }
  }

  private func subset(of images: ImageDataset, seed: Int) -> ImbalancedSubset {
    let candidates = candidates(of: images.train.count, seed: seed)
    var stream = TrialStream.imbalance.stream(seed: seed)
    return ImbalancedSubset(
      labels: candidates.map { images.train.labels[Int($0)] }, classCount: images.classCount,
      rareClasses: self.rareClasses, rareFraction: self.rareFraction, using: &stream)
  }

  /// The training images that are held out, by index, ascending: of all classes alike.
  func heldOutExamples(of images: ImageDataset, seed: Int) -> [Int32] {
    shuffled(images.train.count, seed: seed).prefix(self.heldOut).sorted()
  }

  /// The images that are not held out, ascending.
  private func candidates(of count: Int, seed: Int) -> [Int32] {
    shuffled(count, seed: seed).dropFirst(self.heldOut).sorted()
  }

  /// All images, those to hold out first; in their own order where none is held out.
  private func shuffled(_ count: Int, seed: Int) -> [Int32] {
    var order = (0..<count).map(Int32.init)
    guard self.heldOut > 0 else { return order }
    var stream = TrialStream.heldOut.stream(seed: seed)
    stream.permute(&order)
    return order
  }

  /// The classes that are made rare.
  func rareClassNumbers(of images: ImageDataset, seed: Int) -> [Int] { subset(of: images, seed: seed).rareClasses }
}
