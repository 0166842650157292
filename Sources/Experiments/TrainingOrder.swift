import Datasets
import Tensors
import Trials

/// The examples of each training step: every epoch takes each example once, in batches of which the last may be
/// smaller. A last batch of fewer than `fewest` examples is left out.
struct TrainingOrder {
  /// Whether every epoch has its own random order, a function of seed and epoch alone.
  private let isShuffled: Bool
  private let examples: [Int32]
  private let batchSize: Int
  private let fewest: Int
  private let seed: Int
  private var epoch = -1
  private var indices: [Int32] = []

  init(_ examples: [Int32], batchSize: Int, fewest: Int, isShuffled: Bool = true, seed: Int) {
    self.examples = examples
    self.batchSize = batchSize
    self.fewest = fewest
    self.isShuffled = isShuffled
    self.seed = seed
  }

  var stepsAnEpoch: Int { (examplesAnEpoch + batchSize - 1) / batchSize }

  var examplesAnEpoch: Int {
    let last = examples.count % batchSize
    return last < fewest ? examples.count - last : examples.count
  }

  /// The examples of the step that follows `step` others. Allocates at an epoch's first step only.
  mutating func batch(after step: Int) -> ArraySlice<Int32> {
    let epoch = step / stepsAnEpoch
    if epoch != self.epoch { (self.epoch, indices) = (epoch, examples(of: epoch)) }
    let start = step % stepsAnEpoch * batchSize
    return indices[start..<min(start + batchSize, indices.count)]
  }

  /// The whole order of `epochs` epochs, without the examples that each leaves out.
  func record(epochs: Int) -> ExampleOrder {
    ExampleOrder(
      examples: examples.map(Int64.init),
      epochs: (0..<epochs).map { examples(of: $0).prefix(examplesAnEpoch).map(Int64.init) }, batchSize: batchSize)
  }

  private func examples(of epoch: Int) -> [Int32] {
    var indices = examples
    guard isShuffled else { return indices }
    var stream = TrialStream.order.stream(seed: seed, number: epoch)
    stream.permute(&indices)
    return indices
  }
}
