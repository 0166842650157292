import Optimizers
import Tensors

/// A network with its examples, for a `ClassificationTrial` to train and test.
protocol Classification: AnyObject {
  /// The network's parameters and everything else that outlives a step.
  var variables: Variables { get }
  /// The optimizer of the parameters.
  var optimizer: any Optimizer { get }
  /// The examples to train on, by index.
  var examples: [Int32] { get }
  /// The fewest examples that a training batch may have.
  var fewestExamples: Int { get }
  /// How many answers an example asks for.
  var answersPerExample: Int { get }
  /// The probes of the network, into which a training step writes code lengths.
  var probes: [Probe] { get }

  /// Called before the first batch of every epoch but the first.
  func beginNextEpoch()

  /// Makes the training examples at `indices` the next training batch.
  func selectTraining(_ indices: ArraySlice<Int32>)

  /// The mean loss of the training batch, a scalar in nats.
  func trainingLoss(rows: Int, on tape: Tape) -> Tensor

  /// The number of `examples`.
  func count(of examples: ScoredExamples) -> Int

  /// The number of those of `examples` whose class is rare.
  func rareCount(of examples: ScoredExamples) -> Int

  /// Makes those of `examples` at the places `places` the next batch that is scored.
  func select(_ places: Range<Int>, of examples: ScoredExamples)

  /// The mean loss of the batch selected of `examples`, a scalar in nats; adds its right answers to `counts`.
  func loss(of examples: ScoredExamples, rows: Int, counting counts: AnswerCounts, on tape: Tape) -> Tensor
}
