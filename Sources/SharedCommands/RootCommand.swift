public import ArgumentParser
import Glibc
import OperatingSystem
import Trials

/// The root of a program's command line: the work before a command runs and after it fails, which is the same in every
/// program.
public protocol RootCommand: ParsableCommand {
  /// Whether `error` has several lines of our own. Any other error is printed as one line, whatever it quotes.
  static func hasSeveralLines(_ error: any Error) -> Bool
}

extension RootCommand {
  /// Help and usage have several lines.
  public static func hasSeveralLines(_ error: any Error) -> Bool {
    error is ValidationError || exitCode(for: error) == .success
  }

  /// Runs the command that the arguments name, and ends the process if the command fails.
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

  /// Ends the process as `exit(withError:)` does, after making the error's text printable.
  private static func end(with error: any Error, as safe: (String) -> String) -> Never {
    let status = exitCode(for: error)
    guard status != .success else { exit(withError: error) }
    let message = fullMessage(for: error)
    if !message.isEmpty { printError(safe(message)) }
    Glibc.exit(status.rawValue)
  }
}
