import ArgumentParser
import Coordination
import CoordinatorHost
import Plans
import Reporting
import Results
import SharedCommands

/// `regnorm explain DIR TRIAL|CELL`: why a trial waits, where it ran, what ended it.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say why a trial waits, where it ran, and what ended its attempts.",
    discussion: """
      Name a trial by the first digits of its identity or by its values, a cell by its values:

        regnorm explain results/rates 3f9a12
        regnorm explain results/rates normalization=rn rareClasses=7 seed=3
        regnorm explain results/rates normalization=rn rareClasses=7

      One trial is explained in full, with the last lines of its log where its process died; several are listed, and those \
      that were given up are explained in full.
      """)

  @Argument(
    help: ArgumentHelp("The directory of the results.", valueName: "dir"), completion: .directory, transform: userPath)
  var directory: String

  @Argument(help: ArgumentHelp("The trial or the cell.", valueName: "trial|cell"))
  var words: [String]

  func run() throws {
    let store = try ResultStore(readingFrom: directory)
    let plan = try store.plan()
    let trials = try TrialSelection(of: words, in: plan).trials
    let records = try store.records()
    let fleet = try FleetStatus.of(directory: directory).snapshot
    var waiting = 0
    var before: [TrialIndex: Int] = [:]
    for index in plan.trialIndices {
      before[index] = waiting
      if records[plan[index].identifier]?.state == .waiting { waiting += 1 }
    }
    let selected = Set(trials.map(\.identifier))
    for index in plan.trialIndices where selected.contains(plan[index].identifier) {
      let trial = plan[index]
      let record = records[trial.identifier] ?? TrialRecord()
      let explanation = TrialExplanation(
        of: trial, in: plan, record: record, attempts: try store.attempts(of: trial.identifier),
        reproductions: try store.reproductions(of: trial.identifier), fleet: fleet, waitingBefore: before[index] ?? 0)
      var isGivenUp = false
      if case .failed = record.state { isGivenUp = true }
      print(trials.count == 1 || isGivenUp ? explanation.text : explanation.line)
    }
  }
}
