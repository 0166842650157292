import ArgumentParser
import Coordination
import Processes
import Sweeps

/// What `run` and `coordinator` have in common: a sweep file, a directory, and how a sweep ends.
struct ServiceOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp("The sweep file, in YAML.", valueName: "file"), completion: .file(extensions: ["yaml"]),
    transform: userPath)
  var file: String

  @Option(
    name: .customLong("out"),
    help: ArgumentHelp("The directory of the results (default: results/NAME).", valueName: "dir"),
    completion: .directory, transform: userPath)
  var directory: String?

  @Flag(help: "Go on serving when the sweep is complete, until interrupted.")
  var stay = false

  @Option(
    name: .customLong("lease-timeout"),
    help: ArgumentHelp(
      "After this many seconds without a sign of life a worker is taken for lost and its trials run elsewhere.",
      valueName: "seconds"))
  var leaseTimeout = 10.0

  func validate() throws {
    guard (0.5...3600).contains(leaseTimeout) else {
      throw ValidationError("--lease-timeout takes 0.5 to 3600 seconds, not \(leaseTimeout)")
    }
  }

  var configuration: CoordinatorConfiguration {
    CoordinatorConfiguration(
      timing: LinkTiming(silenceTimeout: .seconds(leaseTimeout)), version: Build.version, staysWhenComplete: stay)
  }

  static let exitStatuses = """
    Exit status: 0 when every trial is done; 3 when every other trial is done and some were given up (the same command \
    tries them again); 130 or 143 after SIGINT or SIGTERM (the same command goes on where it stopped); 1 on any other \
    error.
    """

  /// The exit status that `outcome` stands for, thrown unless it is 0.
  static func exit(with outcome: CoordinatorProcess.Outcome) throws {
    switch outcome {
    case .complete(let snapshot) where snapshot.counts.failed == 0: break
    case .complete: throw ExitCode(3)
    case .interrupted(let signal, _): throw ExitCode(128 + signal)
    }
  }
}
