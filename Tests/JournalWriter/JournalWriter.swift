import Foundation
import Plans
import Results
import ResultsTestSupport
import Trials

/// A process for tests to kill. Runs all trials of a plan of 1,000 seeds in the given directory, each in a transaction
/// of its own, and prints a trial's identity after the transaction has returned. An error ends the process with status 1.
@main
enum JournalWriter {
  static func main() {
    do { try write(to: CommandLine.arguments[1]) } catch {
      FileHandle.standardError.write(Data("\(error)\n".utf8))
      exit(1)
    }
  }

  private static func write(to directory: String) throws {
    let plan = samplePlan(axes: [normalizations("rn")], seeds: Array(1...1_000))
    let store = try ResultStore(writingTo: directory)
    try store.adopt(plan)
    try store.append([sampleJoin])
    for trial in plan.trials {
      try store.append(sampleRun(trial, testError: Double(trial.specification.seed)))
      FileHandle.standardOutput.write(Data("\(trial.identifier)\n".utf8))
    }
  }
}
