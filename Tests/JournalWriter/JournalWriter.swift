import Coordination
import Foundation
import Plans
import Results
import ResultsTestSupport
import Trials

/// A process for tests to kill. Runs the trials of a plan in the given directory that have no result yet, each in a
/// transaction of its own, and prints a trial's identity after the transaction has returned. A second argument is the number
/// of trials, 1,000 without one. An error ends the process with status 1.
@main
enum JournalWriter {
  static func main() {
    let count = CommandLine.arguments.dropFirst(2).first.flatMap { Int($0) } ?? 1_000
    do { try write(count, to: CommandLine.arguments[1]) } catch {
      FileHandle.standardError.write(Data("\(error)\n".utf8))
      exit(1)
    }
  }

  private static func write(_ count: Int, to directory: String) throws {
    let plan = samplePlan(axes: [normalizations("rn")], seeds: Array(1...count))
    let store = try ResultStore(writingTo: directory)
    let held = try store.adopt(plan).records
    try store.append([sampleJoin])
    for trial in plan.trials where held[trial.identifier]?.state != .done {
      try store.append(sampleRun(trial, testError: Double(trial.specification.seed)))
      FileHandle.standardOutput.write(Data("\(trial.identifier)\n".utf8))
    }
  }
}
