import ArgumentParser
import CoordinatorHost
import Logging
import OperatingSystem
import Plans
import Results
import SharedCommands
import Sweeps
import Trials

/// `regnorm coordinator`: leases a sweep's trials to workers on any host.
struct CoordinatorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "coordinator",
    abstract: "Lease the trials of a sweep to workers on many hosts, and keep their results.",
    discussion: """
      Workers join with `regnorm worker --connect ADDRESS`, any number, at any time, from hosts that `regnorm enroll` lets in. \
      They get the data that they lack from this host. A trial whose worker dies or falls silent goes on elsewhere from its \
      newest checkpoint; a trial that fails as often as the sweep file's limits allow is given up where its hosts give results \
      for other trials, and a host on which everything fails is leased one trial at a time, after pauses that double. Results \
      are on the disk before a worker may forget them. A coordinator that was killed goes on where it stopped when the same \
      command is run again; its workers train on meanwhile and find it again by themselves. They do the same after Ctrl-C, \
      which stops only the coordinator; regnorm dismiss sends the workers away and ends the sweep.

      \(SeedOptions.help)

      Where the sweep runs already, the running coordinator takes the file over and this command ends: a seed or a value of \
      an axis can be added without stopping anything.

      The coordinator listens at two ports, PORT for leases and the next one for `regnorm status` and for tokens. Both are \
      encrypted and admit only registered keys; ADDRESS, which the coordinator prints, contains the coordinator's own key.

      \(ExitStatus.helpOfSweeps)
      """)

  @OptionGroup var service: ServiceOptions

  @Option(
    help: ArgumentHelp(
      """
      Where to listen: tcp://HOST:PORT with an address of this host, * for all of them or for any free port; or ipc://PATH, \
      for this host and without keys.
      """,
      valueName: "endpoint"))
  var bind: String

  @OptionGroup var seeds: SeedOptions

  @OptionGroup var log: LogOptions

  func run() throws {
    let plan = try Plan(contentsOf: service.file, experiments: experiments)
    let directory = service.directory ?? plan.defaultDirectory
    let stages = try SweepStages(of: plan, seeds: seeds, in: directory)
    do { try requireData(of: stages.missing) } catch {
      printError("\(plan.name): workers must have data that this host cannot give them: \(error)".printableLines)
    }
    let dashboard = try service.startDashboard(of: directory)
    defer { withExtendedLifetime(dashboard) {} }
    let sweep = SweepService(
      stages.first,
      SweepService.Options(
        directory: directory, endpoint: bind, data: servedData(of: plan.trials),
        checkpointLimit: service.checkpointLimit, configuration: service.configuration(endsWhenHopeless: false)),
      logger: log.logger("coordinator", usual: .info))
    try ServiceOptions.exit(with: try sweep.run(next: stages.plan(after:in:)))
  }
}
