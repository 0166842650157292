public import ArgumentParser
import Glibc
import OperatingSystem
import Trials

/// The root of a program's command line: what is the same in every program before a command runs and after it failed.
public protocol RootCommand: ParsableCommand {
  /// Whether `error` says several lines that are ours; any other error is one line, whatever the error quotes.
  static func hasSeveralLines(_ error: any Error) -> Bool
}

extension RootCommand {
  /// Help and usage have several lines.
  public static func hasSeveralLines(_ error: any Error) -> Bool {
    error is ValidationError || exitCode(for: error) == .success
  }

  /// Runs the command that the arguments name, and ends the process where the command fails.
  public static func main() {
    openStandardDescriptors()
    let arguments = Array(CommandLine.arguments.dropFirst())
    do {
      try requireKnownCommand(arguments, of: self)
      var command = try parseAsRoot(arguments)
      do { try command.run() } catch let error where !hasSeveralLines(error) { end(with: error, as: \.printable) }
    } catch {
      end(with: error, as: \.printableLines)
    }
  }

  /// Ends the process as `exit(withError:)` does; what an error quotes from files and command lines is made printable.
  private static func end(with error: any Error, as safe: (String) -> String) -> Never {
    let status = exitCode(for: error)
    guard status != .success else { exit(withError: error) }
    let message = fullMessage(for: error)
    if !message.isEmpty { printError(safe(message)) }
    Glibc.exit(status.rawValue)
  }
}
