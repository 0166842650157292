public import ArgumentParser

/// The exit statuses of the programs, except 0 and those of the argument parser.
///
/// A process that a signal ended has 128 plus the signal's number, as in shells.
public enum ExitStatus: Int32 {
  /// Any other error: damaged results, for example, or an audit that finds a fault.
  case failure = 1
  /// Trials were given up, or no trial succeeded any more. The same command tries again.
  case givenUp = 3
  /// The coordinator refused the worker.
  case refused = 4
  /// The processes of the worker's slots do not start.
  case slotsFail = 5
  /// The worker's host cannot run the trials.
  case unfitHost = 6
  /// The worker gave up waiting for its coordinator.
  case unanswered = 7
  /// `regnorm dismiss` ended the sweep before it was complete.
  case dismissed = 8

  /// The status in the form that commands throw.
  public var code: ExitCode { ExitCode(rawValue) }

  /// The status of a command that `signal` asked to stop.
  public static func interrupted(by signal: Int32) -> ExitCode { ExitCode(128 + signal) }

  /// The help on exit statuses for commands that serve a sweep.
  public static let helpOfSweeps = """
    Exit status: 0 when every trial is done; \(givenUp.rawValue) when trials were given up and every other one is done, or \
    nothing succeeded any more (the same command tries again); 130 or 143 after SIGINT or SIGTERM (the same command goes on \
    where it stopped); \(dismissed.rawValue) after regnorm dismiss; \(failure.rawValue) on any other error.
    """

  /// The help on exit statuses for `regnorm worker`.
  public static let helpOfWorkers = """
    Exit status: 0 when the coordinator sent the worker away, had nothing to do for it, or the worker gave its trials back; \(refused.rawValue) when the \
    coordinator refused the worker (another version, or a key that it does not know); \(slotsFail.rawValue) when the processes of its slots do not start; \
    \(unfitHost.rawValue) when this host cannot run the trials, as where their data are missing; \(unanswered.rawValue) when \
    the worker gave up waiting for the coordinator; \(failure.rawValue) on any other error.
    """
}
