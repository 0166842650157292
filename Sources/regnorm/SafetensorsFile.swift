import ArgumentParser
import OperatingSystem
import Reporting
import Trials

/// A trial's arrays in a safetensors file, whose metadata name the trial.
struct SafetensorsFile {
  private let metadata: [String: String]

  init(of specification: TrialSpecification) {
    metadata = [
      "trial": specification.identifier.description, "task": specification.task, "seed": "\(specification.seed)",
    ]
  }

  /// Writes the present parameters of `trial`.
  func writeParameters(of trial: any Trial, to path: String) throws {
    try OutputFile.write(try Safetensors(trial.parameters, metadata: metadata).bytes, to: path)
  }

  /// Writes the examples of `trial` and their order. Throws `ValidationError` if the trial has none.
  func writeOrder(of trial: any Trial, to path: String) throws {
    guard let trial = trial as? any ExampleTrial else {
      throw ValidationError("\(metadata["task"]!) does not learn from examples in an order; leave --save-order out")
    }
    try OutputFile.write(try Safetensors(trial.exampleOrder, metadata: metadata).bytes, to: path)
  }
}
