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

      \(SeedOptions.help)

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

  @OptionGroup var seeds: SeedOptions

  @OptionGroup var log: LogOptions

  func validate() throws {
    guard (1...1024).contains(workers ?? 1) else {
      throw ValidationError(
        "--workers takes 1 to 1024, not \(workers ?? 1); where all workers are to be on other hosts, start regnorm coordinator"
      )
    }
  }

  func run() throws {
    let plan = try Plan(contentsOf: service.file, experiments: experiments)
    let directory = service.directory ?? plan.defaultDirectory
    let dashboard = try service.startDashboard(of: directory)
    defer { withExtendedLifetime(dashboard) {} }
    let stages = try SweepStages(of: plan, seeds: seeds, in: directory)
    try requireData(of: stages.missing)
    // The coordinator also logs what a worker warns of.
    let workerLevel = log.level ?? .error
    let sweep = SweepService(
      stages.first,
      SweepService.Options(
        directory: directory, endpoint: bind,
        localWorkers: workers ?? usableProcessors,
        workerArguments: ["worker", "--slots", "1", "--ends-with-input", "--log-level", workerLevel.rawValue],
        data: servedData(of: plan.trials), checkpointLimit: service.checkpointLimit,
        configuration: service.configuration(endsWhenHopeless: true)),
      logger: log.logger("run", usual: .warning))
    try finish(sweep.run(next: stages.plan(after:in:)), directory)
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
