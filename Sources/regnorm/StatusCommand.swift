import ArgumentParser
import CoordinatorHost
import Reporting
import Results
import SharedCommands

/// `regnorm status`: how far a sweep is.
struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Show how far a sweep is: counts, pace, workers, the last failures.",
    discussion: """
      Give the directory of its results, on the host that has it, or the endpoint of its coordinator from anywhere. \
      A coordinator that does not answer within six seconds is an error.
      """)

  @Argument(
    help: ArgumentHelp("A directory of results, or a coordinator's endpoint.", valueName: "dir|endpoint"),
    completion: .directory, transform: userPath)
  var source: String

  @Option(help: "text for people, or json.")
  var format: Format = .text

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  func run() throws {
    let report = ProgressReport(try FleetStatus.of(source))
    switch format {
    case .text: print(report.display(width: .max, workers: 64).joined(separator: "\n"))
    case .json: print(try report.json())
    }
    if !source.contains("://") { try ResultStore(inspecting: source).requireWholeResults() }
  }
}
