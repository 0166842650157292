import ArgumentParser
import CoordinatorHost
import Logging
import SharedCommands

/// `regnorm dismiss DIR`: sends a sweep's workers away.
struct DismissCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dismiss",
    abstract: "End a sweep before it is complete: send its workers away.",
    discussion: """
      A coordinator that runs on this host's directory sends its workers away and ends. Where none runs, this command \
      listens for some seconds where the coordinator listened last and sends every worker away that comes back. Workers \
      give back what they train, and what they have finished is kept. The sweep's command, run again, goes on.
      """)

  @Argument(
    help: ArgumentHelp("The directory of the results.", valueName: "dir"), completion: .directory, transform: userPath)
  var directory: String

  @OptionGroup var log: LogOptions

  func run() throws {
    let logger = log.logger("dismiss", usual: .warning)
    print(try SweepDismissal(of: directory, version: Build.version, logger: logger).run())
  }
}
