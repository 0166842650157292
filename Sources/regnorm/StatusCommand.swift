import ArgumentParser
import Coordination
import CoordinatorHost
import Glibc
import Messaging
import OperatingSystem
import Reporting
import Results
import SharedCommands

/// `regnorm status`: the progress of a sweep.
struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Show how far a sweep is: counts, pace, workers, the last failures.",
    discussion: """
      Give the directory of the sweep's results, on the host that has it. From anywhere else give the coordinator's address, \
      with --access FILE, because a coordinator answers only registered keys. It answers at the port after the address's. A \
      coordinator that does not answer within six seconds is an error.

      --watch repeats the status, in place on a terminal, until every trial is done or given up. Ctrl-C ends it earlier.
      """)

  @Argument(
    help: ArgumentHelp("A directory of results, or a coordinator's address.", valueName: "dir|address"),
    completion: .directory, transform: userPath)
  var source: String

  @Option(
    help: ArgumentHelp("Your access file, for a coordinator's address.", valueName: "file"), completion: .file(),
    transform: userPath)
  var access: String?

  @Option(help: "text for people, or json.")
  var format: Format = .text

  @Flag(help: "Go on showing the status until the sweep is complete.")
  var watch = false

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  func validate() throws {
    if watch, format == .json { throw ValidationError("--watch is for people; leave --format json out") }
  }

  func run() throws {
    if watch { return try showUntilComplete() }
    let (snapshot, damaged) = try status()
    let report = ProgressReport(snapshot)
    switch format {
    case .text: print(report.display(width: .max, workers: 64).joined(separator: "\n"))
    case .json: print(try report.json())
    }
    try requireWhole(damaged, in: source)
  }

  private func showUntilComplete() throws {
    let display = ProgressDisplay()
    let clock = ContinuousClock()
    while true {
      let start = clock.now
      let (snapshot, damaged) = try status()
      if snapshot.counts.isComplete {
        display.finish(snapshot)
        return try requireWhole(damaged, in: source)
      }
      display.show(snapshot)
      // Reading a large directory takes time, of which the sweep gets the most.
      let pause = max(.seconds(1), start.duration(to: clock.now) * 4)
      usleep(UInt32(min(pause, .seconds(60)) / .microseconds(1)))
    }
  }

  private var isAddress: Bool { source.contains("://") }

  private func status() throws -> (snapshot: FleetSnapshot, damaged: [DamagedResult]) {
    guard isAddress else { return try FleetStatus.of(directory: source) }
    let address = try CoordinatorAddress(source)
    guard address.key != nil else { return (try FleetStatus.of(address, access: nil), []) }
    guard let path = access else { throw MissingAccess(to: address) }
    guard let access = try AccessFile(at: path) else { throw SystemError("open \(path)", code: ENOENT) }
    return (try FleetStatus.of(address, access: access), [])
  }
}
