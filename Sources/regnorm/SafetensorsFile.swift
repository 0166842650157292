import ArgumentParser
import OperatingSystem
import Reporting
import Trials

/// A trial's arrays in a file of safetensors, whose metadata name the trial.
struct SafetensorsFile {
  private let metadata: [String: String]

  init(of specification: TrialSpecification) {
    metadata = [
      "trial": specification.identifier.description, "task": specification.task, "seed": "\(specification.seed)",
    ]
  }

  /// Writes the parameters of `trial` as they are now.
  func writeParameters(of trial: any Trial, to path: String) throws {
    try OutputFile.write(try Safetensors(trial.parameters, metadata: metadata).bytes, to: path)
  }

  /// Writes which examples `trial` takes and in which order; throws `ValidationError` where it takes none.
  func writeOrder(of trial: any Trial, to path: String) throws {
    guard let trial = trial as? any ExampleTrial else {
      throw ValidationError("\(metadata["task"]!) does not learn from examples in an order; leave --save-order out")
    }
    try OutputFile.write(try Safetensors(trial.exampleOrder, metadata: metadata).bytes, to: path)
  }
}
