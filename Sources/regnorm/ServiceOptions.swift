import ArgumentParser
import Coordination
import CoordinatorHost
import SharedCommands

/// The options that `run` and `coordinator` share.
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
    name: .customLong("lease-timeout"), parsing: .unconditional,
    help: ArgumentHelp(
      "After this many seconds without a sign of life a worker is taken for lost and its trials run elsewhere.",
      valueName: "seconds"))
  var leaseTimeout = LinkTiming.usualLeaseTimeout / .seconds(1)

  @Option(
    name: .customLong("checkpoint-limit"),
    help: ArgumentHelp(
      "The most gigabytes that the checkpoints of running trials may take in the directory.", valueName: "GB"))
  var checkpointGigabytes = 32.0

  /// The most bytes of all checkpoints together.
  var checkpointLimit: Int { Int(checkpointGigabytes * 1e9) }

  func validate() throws {
    guard (0...1000).contains(checkpointGigabytes) else {
      throw ValidationError("--checkpoint-limit takes 0 to 1000 gigabytes, not \(checkpointGigabytes)")
    }
    guard (0.5...3600).contains(leaseTimeout) else {
      throw ValidationError("--lease-timeout takes 0.5 to 3600 seconds, not \(leaseTimeout)")
    }
  }

  /// `endsWhenHopeless`: whether a sweep ends if trials fail on every present host, because no other hosts will join.
  func configuration(endsWhenHopeless: Bool) -> CoordinatorConfiguration {
    CoordinatorConfiguration(
      timing: LinkTiming(leaseTimeout: .seconds(leaseTimeout)), version: Build.version,
      endsWhenHopeless: endsWhenHopeless && !stay,
      staysWhenComplete: stay)
  }

  /// Throws the exit status for `outcome` unless it is 0. `outcome` is nil if another coordinator took the plan.
  static func exit(with outcome: CoordinatorProcess.Outcome?) throws {
    switch outcome {
    case .complete(let snapshot) where snapshot.counts.failed == 0: break
    case .complete, .hopeless: throw ExitStatus.givenUp.code
    case .interrupted(let signal, _): throw ExitStatus.interrupted(by: signal)
    case .dismissed: throw ExitStatus.dismissed.code
    case nil: break
    }
  }
}
