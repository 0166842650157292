import Optimizers
import Tensors

/// What a `ClassificationTrial` trains and tests: a network with its examples.
protocol Classification: AnyObject {
  /// The network's parameters and everything else that outlives a step.
  var variables: Variables { get }
  /// What moves the parameters.
  var optimizer: any Optimizer { get }
  /// The examples to train on, by index.
  var examples: [Int32] { get }
  /// The fewest examples that a training batch may have.
  var fewestExamples: Int { get }
  /// The number of examples in the test.
  var testCount: Int { get }
  /// How many answers an example asks for.
  var answersPerExample: Int { get }
  /// The places in the network whose code lengths are measured, and where a training step writes them.
  var probes: [Probe] { get }

  /// Called before the first batch of every epoch but the first.
  func beginNextEpoch()

  /// Makes the training examples at `indices` the next training batch.
  func selectTraining(_ indices: ArraySlice<Int32>)

  /// Makes the test examples at `indices` the next test batch.
  func selectTest(_ indices: ArraySlice<Int32>)

  /// The mean loss of the training batch, a scalar in nats.
  func trainingLoss(rows: Int, on tape: Tape) -> Tensor

  /// The mean loss of the test batch, a scalar in nats; adds its correct answers to `correct`, int32 `[1]`.
  func testLoss(rows: Int, countingCorrect correct: Block, on tape: Tape) -> Tensor
}
