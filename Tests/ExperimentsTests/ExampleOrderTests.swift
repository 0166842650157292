import Testing
import Trials

@testable import Experiments

/// The record of the examples that a trial takes.
@Suite struct ExampleOrderTests {
  private static let tasks: [(String, [String: SettingValue])] = [
    (
      "imbalanced-mnist",
      [
        "dataset": .text("optdigits"), "rareClasses": .integer(4), "batchSize": .integer(200),
        "hiddenUnits": .integer(4),
      ]
    ),
    ("mnist-rnn", ["dataset": .text("optdigits"), "batchSize": .integer(200), "hiddenUnits": .integer(4)]),
    ("babi-ggnn", ["trainSize": .integer(25)]),
    (
      "draw",
      [
        "order": .text("shuffled"), "dataset": .text("optdigits"), "batchSize": .integer(200),
        "drawingSteps": .integer(1),
        "patchSize": .integer(2), "hiddenUnits": .integer(4), "latentSize": .integer(2),
      ]
    ),
  ]

  private func order(_ task: String, _ settings: [String: SettingValue], seed: Int = 1) throws -> ExampleOrder {
    let experiment = try ExperimentRegistry.experiment(named: task)
    let specification = try experiment.specification(
      settings.merging(["normalization": .text("none"), "epochs": .integer(3)]) { $1 }, seed: seed)
    let trial = try experiment.makeTrial(specification, resumingFrom: nil)
    return try #require(trial as? any ExampleTrial).exampleOrder
  }

  @Test(arguments: tasks) func everyEpochTakesEveryExampleOnceInAnOrderOfItsOwn(
    _ task: String, _ settings: [String: SettingValue]
  ) throws {
    let order = try order(task, settings)
    #expect(order.epochs.count == 3 && Set(order.epochs).count == 3)
    #expect(Set(order.examples).count == order.examples.count)
    for epoch in order.epochs { #expect(epoch.sorted() == order.examples.sorted()) }
    #expect(try self.order(task, settings, seed: 2).epochs != order.epochs)
  }

  @Test(arguments: [(1, [3, 3, 1]), (2, [3, 3])]) func theRecordMatchesTheSteps(fewest: Int, sizes: [Int]) {
    var steps = TrainingOrder([3, 1, 4, 15, 9, 2, 6], batchSize: 3, fewest: fewest, seed: 5)
    let record = steps.record(epochs: 2)
    #expect(record.batchSize == 3 && record.examples == [3, 1, 4, 15, 9, 2, 6])
    let taken = (0..<2 * sizes.count).map { steps.batch(after: $0).map(Int64.init) }
    #expect(taken.map(\.count) == sizes + sizes)
    #expect(Array(taken.joined()) == Array(record.epochs.joined()))
  }

  @Test func thinnedClassesAreNoExamples() throws {
    let all = try order("imbalanced-mnist", ["dataset": .text("optdigits")])
    let thinned = try order("imbalanced-mnist", ["dataset": .text("optdigits"), "rareClasses": .integer(9)])
    #expect(all.examples == Array(0..<1397))
    #expect(thinned.examples.count < 300 && Set(thinned.examples).isSubset(of: all.examples))
  }
}
