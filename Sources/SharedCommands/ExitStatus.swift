public import ArgumentParser

/// How the programs end: every exit status that is neither 0 nor one of the argument parser's own.
///
/// A process that a signal ended has 128 and the signal's number, as shells count.
public enum ExitStatus: Int32 {
  /// Any other error; results that are damaged; an audit that finds something wrong.
  case failure = 1
  /// Trials were given up, or nothing succeeded any more; the same command tries again.
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

  /// The status as commands throw it.
  public var code: ExitCode { ExitCode(rawValue) }

  /// The status of a command that `signal` asked to stop.
  public static func interrupted(by signal: Int32) -> ExitCode { ExitCode(128 + signal) }

  /// What the help of commands that serve a sweep says.
  public static let helpOfSweeps = """
    Exit status: 0 when every trial is done; \(givenUp.rawValue) when trials were given up and every other one is done, or \
    nothing succeeded any more (the same command tries again); 130 or 143 after SIGINT or SIGTERM (the same command goes on \
    where it stopped); \(dismissed.rawValue) after regnorm dismiss; \(failure.rawValue) on any other error.
    """

  /// What the help of `regnorm worker` says.
  public static let helpOfWorkers = """
    Exit status: 0 when the coordinator sent the worker away, had nothing to do for it, or the worker gave its trials back; \(refused.rawValue) when the \
    coordinator refused the worker (another version); \(slotsFail.rawValue) when the processes of its slots do not start; \
    \(unfitHost.rawValue) when this host cannot run the trials, as where their data are missing; \(unanswered.rawValue) when \
    the worker gave up waiting for the coordinator; \(failure.rawValue) on any other error.
    """
}
