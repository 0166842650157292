import ArgumentParser
import CoordinatorHost
import Logging
import OperatingSystem
import Plans
import SharedCommands
import Sweeps
import Trials

/// `regnorm coordinator`: leases a sweep's trials to workers on any host.
struct CoordinatorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "coordinator",
    abstract: "Lease the trials of a sweep to workers on many hosts, and keep their results.",
    discussion: """
      Workers join with `regnorm worker --connect ENDPOINT`, any number, at any time. A trial whose worker dies or falls \
      silent runs elsewhere; a trial that crashes three times, or throws an error, is given up where its hosts give results \
      for other trials, and a host on which everything fails is leased one trial at a time, after pauses that double. Results are on the disk \
      before a worker may forget them. A coordinator that was killed goes on where it stopped when the same command is \
      run again; its workers train on meanwhile and find it again by themselves.

      The link is not authenticated: listen on addresses of a trusted network only.

      \(ExitStatus.helpOfSweeps)
      """)

  @OptionGroup var service: ServiceOptions

  @Option(
    help: ArgumentHelp(
      "Where to listen: tcp://HOST:PORT with an address of this host, * for all of them or for any free port.",
      valueName: "endpoint"))
  var bind: String

  @OptionGroup var log: LogOptions

  func run() throws {
    let plan = try Plan(contentsOf: service.file, experiments: experiments)
    if plan.selectionRule != nil {
      throw ValidationError(
        "\(service.file) selects before it reports, in two stages that regnorm run serves: regnorm run \(service.file) --bind …"
      )
    }
    let directory = service.directory ?? plan.defaultDirectory
    // A directory that cannot be read is for the sweep's start to explain.
    if let change = try? HeldResults(for: plan, in: directory)?.change {
      printError("\(plan.name): \(change.text)".printableLines)
    }
    let sweep = SweepService(
      plan,
      SweepService.Options(
        directory: directory, endpoint: bind, configuration: service.configuration(endsWhenHopeless: false)),
      logger: log.logger("coordinator", usual: .info))
    try ServiceOptions.exit(with: try sweep.run())
  }
}
