import ArgumentParser
import Foundation
import Processes
import Sweeps
import Trials

/// The command line's root: one file a subcommand, no logic of its own.
@main
struct Regnorm: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "regnorm",
    abstract: "Sweep hyper-parameters × normalizations × seeds over many hosts, and print tables you can trust.",
    version: Build.version,
    subcommands: [
      RunCommand.self, CoordinatorCommand.self, WorkerCommand.self, StatusCommand.self, TableCommand.self,
      ReportCommand.self, AuditCommand.self, ExportCommand.self, PlanCommand.self, TrialCommand.self, PlayCommand.self,
      TasksCommand.self, DataCommand.self,
      BenchCommand.self, DoctorCommand.self, SlotCommand.self,
    ])

  static func main() {
    openStandardDescriptors()
    let arguments = Array(CommandLine.arguments.dropFirst())
    do {
      try requireKnownCommand(arguments, of: self)
      var command = try parseAsRoot(arguments)
      do { try command.run() } catch let error where !Self.hasSeveralLines(error) { end(with: error, as: \.printable) }
    } catch {
      end(with: error, as: \.printableLines)
    }
  }

  /// Whether the line breaks in what `error` says are ours: any other error is one line, whatever it quotes.
  private static func hasSeveralLines(_ error: any Error) -> Bool {
    error is SweepFileErrors || error is ValidationError || exitCode(for: error) == .success
  }

  /// Ends the process as `exit(withError:)` does; what an error quotes from files and command lines is made printable.
  private static func end(with error: any Error, as safe: (String) -> String) -> Never {
    let status = exitCode(for: error)
    guard status != .success else { exit(withError: error) }
    let message = fullMessage(for: error)
    if !message.isEmpty { FileHandle.standardError.write(Data("\(safe(message))\n".utf8)) }
    Foundation.exit(status.rawValue)
  }
}
