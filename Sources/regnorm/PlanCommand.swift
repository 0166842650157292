import ArgumentParser
import Plans
import Reporting
import Results
import SharedCommands
import Sweeps
import Trials

/// `regnorm plan`: the cells and trials of a sweep file, without running them.
struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Show what a sweep file would run: cells, trials, and what is already done.",
    discussion: SweepFileGrammar.help)

  @Argument(
    help: ArgumentHelp("The sweep file, in YAML.", valueName: "file"), completion: .file(extensions: ["yaml"]),
    transform: userPath)
  var file: String

  @Option(
    name: .customLong("out"),
    help: ArgumentHelp("The directory of the results (default: results/NAME).", valueName: "dir"),
    completion: .directory, transform: userPath)
  var directory: String?

  @Option(help: "text for people, or json with every cell and trial.")
  var format: Format = .text

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  func run() throws {
    let plan = try Plan(contentsOf: file, experiments: experiments)
    let directory = directory ?? plan.defaultDirectory
    let held: HeldResults?
    do { held = try HeldResults(for: plan, in: ResultStore(readingFrom: directory)) } catch let error as StoreError {
      guard error == .noDatabase(directory: directory) || error == .noSweep(directory: directory) else { throw error }
      held = nil
    }
    let summary = PlanSummary(
      plan, task: task(of: plan), directory: directory, done: held?.trials, change: held?.change)
    print(try format == .json ? summary.json() : summary.text, terminator: "")
    if format == .text, let report = held?.report { try printReport(report, in: directory, held: held) }
    if summary.done != nil { try ResultStore(inspecting: directory).requireWholeResults() }
  }

  /// What was chosen, and the summary of what is reported of the choices.
  private func printReport(_ report: Plan, in directory: String, held: HeldResults?) throws {
    print("\n\(SelectionText(of: report)?.text ?? "")")
    print(
      PlanSummary(report, task: task(of: report), directory: directory, done: held?.trials).text, terminator: "")
  }
}
