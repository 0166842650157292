import OperatingSystem
import Processes

/// A process that runs this program beside a coordinator and ends with it. What it does cannot delay a lease.
public final class CompanionProcess {
  private let process: ChildProcess

  /// Starts the program with `arguments`. It has to end when its standard input ends.
  public init(arguments: [String]) throws {
    process = try ChildProcess(arguments: arguments)
  }
}
