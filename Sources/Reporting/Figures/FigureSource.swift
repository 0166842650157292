public import Results
public import Trials

/// What figures are drawn from: a table's comparisons, and the sweep's record for those that show more than a table has.
public struct FigureSource: Sendable {
  let comparison: TableComparison
  private let task: TaskDescription?
  private let curve: String?
  private let abscissa: CurveAbscissa
  private let read: @Sendable () throws -> SweepRecord
  /// Reads every attempt; called only for the figure that shows them.
  let attempts: @Sendable () throws -> [StoredAttempt]

  /// - Parameters:
  ///   - task: declares the curves; nil where this build does not know the task.
  ///   - curve: the one curve to draw, as `trainLoss` or `codeLength.fc1`; nil for all.
  ///   - abscissa: what the charts of curves have across.
  ///   - record: reads the sweep's results with their curves; called only for the figures that show curves.
  ///   - attempts: reads every attempt; called only for the figure that shows them.
  public init(
    _ comparison: TableComparison, task: TaskDescription?, curve: String? = nil, across abscissa: CurveAbscissa = .step,
    record: @escaping @Sendable () throws -> SweepRecord, attempts: @escaping @Sendable () throws -> [StoredAttempt]
  ) {
    self.comparison = comparison
    self.task = task
    self.curve = curve
    self.abscissa = abscissa
    read = record
    self.attempts = attempts
  }

  var table: Table { comparison.table }

  /// The charts of the learning curves or, with `atPlaces`, of those at places of a network.
  ///
  /// Throws `UnknownName` if no trial has the chosen curve, and `UnfitTable` where it cannot be drawn as chosen.
  func curveFigures(atPlaces: Bool) throws -> [CurveFigure] {
    let curves = SweepCurves(of: try read(), in: table, task: task, across: abscissa)
    let all = atPlaces ? curves.codeLengths : curves.learning
    let chosen = all.filter { curve == nil || $0.encodedName == curve }
    if let curve, chosen.isEmpty {
      throw UnknownName(kind: "curve", name: curve, sweep: table.sweep, valid: all.map(\.encodedName))
    }
    return try chosen.map { try curves.figure(of: $0) }
  }
}
