/// Times until an event (steps until solved). Some are censored: the run ended before the event.
public struct CensoredTimes: Sendable, Hashable {
  /// A run's time.
  public struct Run: Sendable, Hashable {
    /// The time of the event, or the time at which the run ended without it. Finite, at least 0.
    public let time: Double
    /// Whether the event occurred.
    public let hasEvent: Bool

    /// A run with the event at `time`.
    public static func event(at time: Double) -> Run { Run(time: time, hasEvent: true) }

    /// A run that ended at `time` without the event.
    public static func censored(at time: Double) -> Run { Run(time: time, hasEvent: false) }
  }

  /// The runs, at least one, sorted by time. Events come before runs censored at the same time.
  private let runs: [Run]

  /// Takes `runs` in any order. Nil if there are none, or a time is negative or not finite.
  public init?(_ runs: [Run]) {
    guard !runs.isEmpty, runs.allSatisfy({ $0.time.isFinite && $0.time >= 0 }) else { return nil }
    self.runs = runs.sorted { ($0.time, $0.hasEvent ? 0 : 1) < ($1.time, $1.hasEvent ? 0 : 1) }
  }

  /// The share of runs without the event after each time of an event (Kaplan and Meier).
  public var survival: [(time: Double, share: Double)] { steps.map { ($0.time, $0.share) } }

  /// The mean time until the event or `limit`, whichever comes first: the area under the survival curve up to `limit`,
  /// with Greenwood's standard error.
  ///
  /// - Throws: ``Untestable/censored`` if the longest run is censored and ends before `limit`, because the curve is
  ///   unknown beyond it.
  public func restrictedMean(upTo limit: Double) throws(Untestable) -> RestrictedMean {
    precondition(limit > 0 && limit.isFinite, "a restricted mean's limit is a finite number above 0, not \(limit)")
    let steps = steps.filter { $0.time < limit }
    if let last = runs.last, last.time < limit, (steps.last?.share ?? 1) > 0 { throw .censored }
    // The area to the right of each step.
    var areas = Array(repeating: 0.0, count: steps.count + 1)
    for place in steps.indices.reversed() {
      let end = place + 1 < steps.count ? steps[place + 1].time : limit
      areas[place] = areas[place + 1] + steps[place].share * (end - steps[place].time)
    }
    let variance = zip(steps, areas).reduce(0.0) { sum, step in
      let (atRisk, events) = (Double(step.0.atRisk), Double(step.0.events))
      return atRisk == events ? sum : sum + step.1 * step.1 * events / (atRisk * (atRisk - events))
    }
    return RestrictedMean(
      value: areas[0] + (steps.first?.time ?? limit), standardError: variance.squareRoot(), limit: limit)
  }

  private struct Step {
    let time: Double
    let atRisk, events: Int
    let share: Double
  }

  private var steps: [Step] {
    var steps: [Step] = []
    var share = 1.0
    var start = 0
    while start < runs.count {
      let end = runs[start...].firstIndex { $0.time > runs[start].time } ?? runs.count
      let events = runs[start..<end].count { $0.hasEvent }
      let atRisk = runs.count - start
      if events > 0 {
        share *= Double(atRisk - events) / Double(atRisk)
        steps.append(Step(time: runs[start].time, atRisk: atRisk, events: events, share: share))
      }
      start = end
    }
    return steps
  }
}
