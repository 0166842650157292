import Plans
import Results
import Statistics
import Trials

/// How far across a chart a curve's counts reach, for the trials of each row.
struct CurvePace {
  /// The title of the horizontal axis, with its unit.
  let label: String
  /// What a caption says about the axis; nil where the curve's own count is across.
  let note: String?
  /// What each trial spent on its counts; nil where the curve's own count is across.
  private let spent: [TrialIdentifier: Spent]?

  /// All that a trial spent, in the axis' unit, and the last count of its curves.
  private struct Spent {
    let amount: Double
    let counts: Int
  }

  /// The curve's own count.
  init(counting axis: Curve.Axis) { self.init(label: axis.rawValue, note: nil, spent: nil) }

  private init(label: String, note: String?, spent: [TrialIdentifier: Spent]?) {
    (self.label, self.note, self.spent) = (label, note, spent)
  }

  /// Throws `UnfitTable` where `record` does not say how much `abscissa` the trials spent on what `curve` counts.
  init(_ abscissa: CurveAbscissa, of curve: Curve, in record: SweepRecord, task: TaskDescription?) throws {
    switch abscissa {
    case .step: self.init(counting: curve.axis)
    case .epoch where curve.axis == .epoch: self.init(counting: curve.axis)
    case .epoch:
      let epochs = curve.axis == .step ? Self.epochs(of: record.plan) : [:]
      guard !epochs.isEmpty else {
        throw UnfitTable(
          reason: "has no epochs of \(curve.encodedName), which counts \(curve.axis)s: choose step or time")
      }
      self.init(
        label: "epoch", note: "An epoch is the trial's last step divided by its setting epochs.",
        spent: Self.spent(epochs, on: curve.axis, record.results, task))
    case .time:
      let unit = TimeUnit(upTo: record.seconds.values.max() ?? 0)
      self.init(
        label: "time (\(unit.name))",
        note:
          "The time of a \(curve.axis) is a row's mean: the seconds of the attempts that gave its results, divided by "
          + "their \(curve.axis)s.",
        spent: Self.spent(record.seconds.mapValues { $0 / unit.seconds }, on: curve.axis, record.results, task))
    }
  }

  /// How far one count of the curve reaches for `trials` together; nil where they have spent nothing known.
  func width(ofOneCount trials: [TrialIdentifier]) -> Double? {
    guard let spent else { return 1 }
    let known = trials.compactMap { spent[$0] }
    let counts = known.reduce(0.0) { $0 + Double($1.counts) }
    guard counts > 0, let amounts = Sample(known.map(\.amount)) else { return nil }
    return amounts.mean * Double(known.count) / counts
  }

  private static func epochs(of plan: Plan) -> [TrialIdentifier: Double] {
    let stated = plan.trials.compactMap { trial in
      trial.specification.settings["epochs"]?.numeric.map { (trial.identifier, $0) }
    }
    return Dictionary(stated) { first, _ in first }
  }

  private static func spent(
    _ amounts: [TrialIdentifier: Double], on axis: Curve.Axis, _ results: [TrialIdentifier: TrialResult],
    _ task: TaskDescription?
  ) -> [TrialIdentifier: Spent] {
    amounts.reduce(into: [:]) { spent, amount in
      let last = results[amount.key]?.curves.compactMap { name, points in
        (task?.curve(name)?.axis ?? .step) == axis ? points.last?.step : nil
      }.max()
      if let last, last > 0 { spent[amount.key] = Spent(amount: amount.value, counts: last) }
    }
  }
}

/// The unit in which a chart's axis of time is labelled.
struct TimeUnit {
  let name: String
  /// The seconds of one unit.
  let seconds: Double

  /// The largest unit of which `longest`, in seconds, has at least two.
  init(upTo longest: Double) {
    let units = [("d", 86_400.0), ("h", 3_600), ("min", 60)]
    (name, seconds) = units.first { longest >= 2 * $0.1 } ?? ("s", 1)
  }
}
