import Plans
import Results
import Trials

/// The curves of a sweep's trials, laid out like its table. Trials that diverged are left out, and captions say so.
struct SweepCurves {
  /// The curves: those of metrics first, the table's before the others, then the rest by name.
  let all: [Curve]
  let cells: CellTrials
  /// The results of trials that did not diverge.
  let results: [TrialIdentifier: TrialResult]
  let diverged: DivergedSeeds
  private let record: SweepRecord
  private let task: TaskDescription?
  private let abscissa: CurveAbscissa

  /// `task` declares the curves. A curve that it does not declare counts steps.
  init(of record: SweepRecord, in table: Table, task: TaskDescription?, across abscissa: CurveAbscissa = .step) {
    let metrics = [table.metric] + record.plan.metrics.filter { $0.name != table.metric.name }
    func rank(_ name: String) -> Int { metrics.firstIndex { $0.name == name } ?? metrics.count }
    let names = Set(record.results.values.flatMap(\.curves.keys)).sorted { left, right in
      rank(left) != rank(right) ? rank(left) < rank(right) : left.precedesByNumber(right)
    }
    all = names.map { name in
      task?.curve(name) ?? Curve(name, unit: metrics.first { $0.name == name }?.unit ?? "", per: .step)
    }
    cells = CellTrials(of: record.plan, in: table)
    results = DivergedSeeds.others(of: record.results)
    diverged = DivergedSeeds(record.results)
    (self.record, self.task, self.abscissa) = (record, task, abscissa)
  }

  /// The curves of the whole trial.
  var learning: [Curve] { all.filter { $0.place == nil } }

  /// The curves at places of a network.
  var codeLengths: [Curve] { all.filter { $0.place != nil } }

  /// The charts of one curve. Throws `UnfitTable` where it cannot be drawn against the chosen abscissa.
  func figure(of curve: Curve) throws -> CurveFigure {
    CurveFigure(
      name: curve.encodedName, unit: curve.unit, per: curve.axis, of: cells,
      curves: results.compactMapValues { $0.curves[curve.encodedName] }, diverged: diverged,
      pace: try CurvePace(abscissa, of: curve, in: record, task: task))
  }

  /// The charts of the difference of two code lengths.
  func figure(of pair: CodeLengthPair) throws -> CurveFigure {
    CurveFigure(
      name: pair.name, unit: pair.second.unit, per: pair.second.axis, of: cells,
      curves: results.compactMapValues { pair.difference($0.curves) }, diverged: diverged,
      pace: try CurvePace(abscissa, of: pair.second, in: record, task: task))
  }
}
