public import Results
public import Trials

/// The records of a sweep that other programs read: which there are, and how each is written.
public enum Records: String, Sendable, CaseIterable {
  case trials, curves, attempts

  /// One line about the records.
  public var summary: String {
    switch self {
    case .trials: "a line a trial: its settings, seed, metrics, seconds, host, state, attempts and digest"
    case .curves: "a line a point: trial, curve, net, layer, timeStep, x, xUnit, value and unit"
    case .attempts: "a line an attempt: trial, attempt, worker, host, start, end and cause"
    }
  }

  /// Writes the records of `sweep` by calls of `write`, the names of the fields first. Returns the results that could not be
  /// written, because they are damaged or cannot be read.
  ///
  /// - Parameter task: says what settings mean that older trials do not state, and declares the curves; nil where this build
  ///   does not know the sweep's task.
  public func write(
    _ sweep: StoredSweep, task: TaskDescription?, as format: RecordFormat, to write: (String) throws -> Void
  ) throws -> [DamagedResult] {
    switch self {
    case .trials: return try TrialRecords(of: sweep, task: task).write(as: format, to: write)
    case .curves: return try CurveRecords(of: sweep, task: task).write(as: format, to: write)
    case .attempts:
      try AttemptRecords(of: sweep).write(as: format, to: write)
      return []
    }
  }
}
