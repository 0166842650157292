import Digests
import Plans
import Sweeps
import Trials

/// A task that is planned and never run, with the vocabulary of imbalanced-mnist.
struct ToyExperiment: Experiment {
  private static let normalization = ChoiceSetting(
    "normalization", among: ["none", "bn", "ln", "wn", "rn", "rbn", "rln", "sn", "ln+rn", "rn+ln", "gain"],
    called: \.self, default: "none", help: "What follows each hidden layer.")
  private static let semantics = ChoiceSetting(
    "semantics", among: ["published", "corrected"], called: \.self,
    help: "The form of the regularity normalizations.")

  let task: TaskDescription
  private let reportsValidation: Bool

  /// The task, with the metric validationError where `hasValidation`, which trials report where `reportsValidation`.
  init(hasValidation: Bool = false, reportsValidation: Bool = true) {
    let validation = Metric(
      name: "validationError", unit: "%", direction: .minimize, help: "Only where it is asked for.", on: .validation)
    task = TaskDescription(
      name: "imbalanced-mnist", version: 1, summary: "Digits of which some classes are rare.",
      settings: Self.settings, metrics: Self.metrics + (hasValidation ? [validation] : []))
    self.reportsValidation = reportsValidation
  }

  func reports(_ metric: Metric, with settings: [String: SettingValue]) -> Bool {
    metric.examples != .validation || reportsValidation
  }

  private static let settings = [
    normalization.declaration, semantics.declaration,
    Setting("rareClasses", .integer(0...9), default: .integer(0), help: "How many classes are rare."),
    Setting("rareFraction", .number(0...1), default: .number(0.01), help: "The share of rare classes that is kept."),
    Setting("dataset", .choice(["mnist", "optdigits"]), default: .text("mnist"), help: "The data."),
    Setting("epochs", .integer(1...1000), default: .integer(1), help: "Passes over the data."),
    Setting("batchSize", .integer(1...100_000), default: .integer(128), help: "Images a step."),
    Setting("learningRate", .number(0...10), default: .number(0.01), help: "The rate of SGD."),
    Setting("momentum", .number(0...1), default: .number(0.9), help: "The momentum of SGD."),
    Setting("hiddenUnits", .integer(1...100_000), default: .integer(1000), help: "Units of each hidden layer."),
    Setting("testBatchSize", .integer(0...Int.max), default: .integer(0), help: "Images a test batch; 0 is all."),
    Setting("probe", .boolean, default: .boolean(false), help: "Record code lengths without multiplying by them."),
  ]

  private static let metrics = [
    Metric(name: "testError", unit: "%", direction: .minimize, help: "Wrong answers on the test set."),
    Metric(name: "testLoss", unit: "nats", direction: .minimize, help: "Loss on the test set."),
    Metric(name: "trainLoss", unit: "nats", direction: .minimize, help: "Loss on the last training batches."),
  ]

  func dataReferences(for settings: [String: SettingValue]) -> [DataReference] {
    [
      DataReference(
        name: settings["dataset"]?.description ?? "",
        sha256: "0000000000000000000000000000000000000000000000000000000000000000")
    ]
  }

  func validate(_ settings: [String: SettingValue]) throws(SettingConflict) {
    if Self.normalization.value(in: settings) == "rbn", Self.semantics.value(in: settings) == "published" {
      throw SettingConflict(
        [Self.normalization, Self.semantics], reason: "published rbn cannot train when the batch's size changes")
    }
  }

  func makeTrial(_ specification: TrialSpecification, resumingFrom checkpoint: [UInt8]?) throws -> any Trial {
    preconditionFailure("a toy is never run")
  }
}

/// The plan of a sweep file's text.
func plan(_ yaml: String, file: String = "sweep.yaml") throws -> Plan {
  try Plan(yaml: yaml, file: file, experiments: [ToyExperiment()])
}

/// The plan of a sweep file with this grid and the other required keys.
func plan(grid: String, seeds: String = "2") throws -> Plan {
  try plan("task: imbalanced-mnist\nseeds: \(seeds)\nfixed: {semantics: corrected}\ngrid: \(grid)\n")
}

/// The errors in a sweep file's text, one a line.
func errors(_ yaml: String) -> [String] {
  do {
    _ = try plan(yaml)
    return []
  } catch let error as SweepFileErrors {
    return error.errors.map(\.description)
  } catch {
    return ["not a SweepFileErrors: \(error)"]
  }
}

/// The errors in line 4 of an otherwise right sweep file, one a line, without file and line.
func errors(grid: String) -> [String] {
  errors("task: imbalanced-mnist\nseeds: 2\nfixed: {semantics: corrected}\ngrid: \(grid)\n").map { error in
    error.hasPrefix("sweep.yaml:4: ") ? String(error.dropFirst("sweep.yaml:4: ".count)) : error
  }
}
