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
  /// The number of examples in the test.
  var testCount: Int { get }
  /// The number of answers to an example.
  var answersPerExample: Int { get }
  /// The probes of the network, into which a training step writes code lengths.
  var probes: [Probe] { get }

  /// Called before the first batch of every epoch but the first.
  func beginNextEpoch()

  /// Makes the training examples at `indices` the next training batch.
  func selectTraining(_ indices: ArraySlice<Int32>)

  /// Makes the test examples at `indices` the next test batch.
  func selectTest(_ indices: ArraySlice<Int32>)

  /// The mean loss of the training batch, a scalar in nats.
  func trainingLoss(rows: Int, on tape: Tape) -> Tensor

  /// The mean loss of the test batch, a scalar in nats. Adds the number of its correct answers to `correct`, int32
  /// `[1]`.
  func testLoss(rows: Int, countingCorrect correct: Block, on tape: Tape) -> Tensor
}
