/// The training examples of a trial, and the order in which its steps take them.
public struct ExampleOrder: Sendable, Equatable {
  /// The training examples, by their places in the task's training file, counted from 0.
  public let examples: [Int64]
  /// The examples of every epoch in the order of training, batch after batch. The last batch may be smaller. Every
  /// epoch has the same number of examples.
  public let epochs: [[Int64]]
  /// The number of examples of a batch.
  public let batchSize: Int

  /// An order. Every epoch takes each of `examples` once, or all but a last batch that is too small to train on.
  public init(examples: [Int64], epochs: [[Int64]], batchSize: Int) {
    precondition(
      epochs.allSatisfy { $0.count == epochs[0].count && $0.count <= examples.count },
      "every epoch must take the same number of the \(examples.count) examples")
    self.examples = examples
    self.epochs = epochs
    self.batchSize = batchSize
  }
}

/// A trial that learns from examples in an order that is known before the trial begins.
public protocol ExampleTrial: Trial {
  /// The examples and their order, from the first epoch to the last.
  var exampleOrder: ExampleOrder { get }
}
