import ArgumentParser
import Coordination
import CoordinatorHost
import FoundationEssentials
import Glibc
import Logging
import OperatingSystem
import Plans
import Reporting
import Results
import SharedCommands
import Sweeps
import Trials

/// `regnorm run`: a whole sweep on this host.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run a sweep with workers on this host, and print its table.",
    discussion: """
      Starts a coordinator and local workers, one trial each at a time, and prints the table when every trial is done. \
      `regnorm report` then makes a page with its learning curves. The address is printed and written to DIR/endpoint. If \
      other hosts can reach the address of --bind, workers that `regnorm enroll` lets in can join from there.

      A sweep file that selects before it reports runs in two stages: first every candidate on the seeds of the search, then \
      the chosen candidates on fresh seeds, which the table shows.

      With --until the number of seeds depends on the results, by rules that keep the rate of false alarms: decided looks at \
      8, 12, 20 and 40 seeds and adds seeds only where a comparison is open; ci<0.5 takes the number from the spread of ten \
      seeds. The design is kept with the results from the beginning. If it was changed later, the table says so.

      Running the same command again runs what is missing and nothing else; after adding a seed or a value to an axis it \
      runs the difference. If a changed sweep file takes results out of the table, the command first says so, and why. Nothing \
      is deleted: with the former file they are back without running anything.

      Where the sweep runs already, the running coordinator takes the file over and this command ends: a seed or a value of \
      an axis can be added without stopping anything.

      Ctrl-C gives the trials of local workers back and stops; a second one stops at once. Nothing that is done is lost. \
      Workers of other hosts train on and wait for the same command; regnorm dismiss sends them away.

      \(ExitStatus.helpOfSweeps)
      """)

  @OptionGroup var service: ServiceOptions

  @Option(parsing: .unconditional, help: "How many workers to start on this host (default: one a core).")
  var workers: Int?

  @Option(help: ArgumentHelp("Where to listen for workers, as for regnorm coordinator.", valueName: "endpoint"))
  var bind = "tcp://127.0.0.1:*"

  @Option(
    help: ArgumentHelp(
      "Run seeds until every comparison of the table is decided (decided), or until every cell's mean ± H covers (ci<H).",
      valueName: "goal"))
  var until: SeedGoal?

  @Option(name: .customLong("max-seeds"), help: "With --until: the most seeds of a cell.")
  var maxSeeds = 40

  @OptionGroup var log: LogOptions

  func validate() throws {
    guard (6...10_000).contains(maxSeeds) else {
      throw ValidationError("--max-seeds takes 6 to 10000, not \(maxSeeds): fewer than 6 pairs cannot reach 0.05")
    }
    guard (1...1024).contains(workers ?? 1) else {
      throw ValidationError(
        "--workers takes 1 to 1024, not \(workers ?? 1); where all workers are to be on other hosts, start regnorm coordinator"
      )
    }
  }

  func run() throws {
    let plan = try Plan(contentsOf: service.file, experiments: experiments)
    let directory = service.directory ?? plan.defaultDirectory
    // If the directory cannot be read, starting the sweep reports why.
    let held = try? HeldResults(for: plan, in: directory)
    if until == nil, let change = held?.change { printError("\(plan.name): \(change.text)".printableLines) }
    if let report = held?.report { return try serveReport(report, in: directory) }
    try requireData(of: plan.trials.filter { held?.trials.contains($0.identifier) != true })
    let outcome = plan.selectionRule != nil ? try serve(plan, in: directory) : try serveSeeds(of: plan, in: directory)
    if case .complete(let snapshot) = outcome, snapshot.counts.failed == 0,
      let report = try HeldResults(for: plan, in: directory)?.report
    {
      return try serveReport(report, in: directory)
    }
    try finish(outcome, directory)
  }

  /// Runs the chosen candidates on the seeds of the report.
  private func serveReport(_ report: Plan, in directory: String) throws {
    if let selection = SelectionText(of: report) { printError(selection.text.printableLines) }
    try finish(serveSeeds(of: report, in: directory), directory)
  }

  /// Runs the seeds of `plan` or, with --until, as many as its design needs, with one plan for each look.
  private func serveSeeds(of plan: Plan, in directory: String) throws -> CoordinatorProcess.Outcome? {
    guard let until else { return try serve(plan, in: directory) }
    let design = try HeldDesign.design(until.design(of: plan, seeds: maxSeeds), for: plan, in: directory)
    printError("\(plan.name): \(design.sentences)".printableLines)
    var stage = plan.beginning(design)
    while true {
      let outcome = try serve(stage, in: directory)
      guard case .complete(let snapshot) = outcome, snapshot.counts.failed == 0 else { return outcome }
      let outcomes = try ResultStore(readingFrom: directory).outcomes(of: stage.trials)
      guard let next = try stage.withMoreSeeds(after: outcomes) else { return outcome }
      stage = next
    }
  }

  private func serve(_ plan: Plan, in directory: String) throws -> CoordinatorProcess.Outcome? {
    // The coordinator also logs what a worker warns of.
    let workerLevel = log.level ?? .error
    return try SweepService(
      plan,
      SweepService.Options(
        directory: directory, endpoint: bind,
        localWorkers: workers ?? usableProcessors,
        workerArguments: ["worker", "--slots", "1", "--ends-with-input", "--log-level", workerLevel.rawValue],
        data: servedData(of: plan.trials), checkpointLimit: service.checkpointLimit,
        configuration: service.configuration(endsWhenHopeless: true)),
      logger: log.logger("run", usual: .warning)
    ).run()
  }

  /// Prints the table of a complete sweep, and exits with the status for `outcome`.
  private func finish(_ outcome: CoordinatorProcess.Outcome?, _ directory: String) throws {
    if case .complete = outcome, let table = try SweepService.table(in: directory) {
      print(table, terminator: "")
      // Scripts read the table on standard output; this line below it is for people.
      fflush(nil)
      printError("Learning curves and pictures: regnorm report \(directory.shellPath) --output report.html")
    }
    try ServiceOptions.exit(with: outcome)
  }
}
