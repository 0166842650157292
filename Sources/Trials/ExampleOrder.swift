/// The training examples of a trial, and the order in which its steps take them.
public struct ExampleOrder: Sendable, Equatable {
  /// The examples that are trained on, by their places in the task's training file, counted from 0.
  public let examples: [Int64]
  /// The examples of every epoch in the order in which they are taken: batch after batch, the last of which may be
  /// smaller. Equally many in every epoch.
  public let epochs: [[Int64]]
  /// The examples of a batch.
  public let batchSize: Int

  /// An order; every epoch takes each of `examples` once, or all but a last batch that is too small to train on.
  public init(examples: [Int64], epochs: [[Int64]], batchSize: Int) {
    precondition(
      epochs.allSatisfy { $0.count == epochs[0].count && $0.count <= examples.count },
      "every epoch takes equally many of \(examples.count) examples")
    self.examples = examples
    self.epochs = epochs
    self.batchSize = batchSize
  }
}

/// A trial that learns from examples, whose order is known before it begins.
public protocol ExampleTrial: Trial {
  /// The examples and their order, from the first epoch to the last.
  var exampleOrder: ExampleOrder { get }
}
