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

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  func run() throws {
    let report = ProgressReport(try snapshot())
    switch format {
    case .text: print(report.display(width: .max, workers: 64).joined(separator: "\n"))
    case .json: print(try report.json())
    }
    if !isAddress { try ResultStore(inspecting: source).requireWholeResults() }
  }

  private var isAddress: Bool { source.contains("://") }

  private func snapshot() throws -> FleetSnapshot {
    guard isAddress else { return try FleetStatus.of(directory: source) }
    let address = try CoordinatorAddress(source)
    guard address.key != nil else { return try FleetStatus.of(address, access: nil) }
    guard let path = access else { throw MissingAccess(to: address) }
    guard let access = try AccessFile(at: path) else { throw SystemError("open \(path)", code: ENOENT) }
    return try FleetStatus.of(address, access: access)
  }
}
