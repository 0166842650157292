public import Plans

/// Estimates of how long trials take, by cell and host.
///
/// Estimates come from finished trials, and for a cell without any from the progress of running ones.
public struct TrialDurations: Sendable {
  private struct Total {
    var seconds = 0.0
    var count = 0
    var mean: Double? { count == 0 ? nil : seconds / Double(count) }

    mutating func add(_ duration: Double) {
      seconds += duration
      count += 1
    }
  }

  private var overall = Total()
  private var byCell: [CellIndex: Total] = [:]
  private var byHost: [String: [CellIndex: Total]] = [:]
  private var projected = Total()
  private var projectedByCell: [CellIndex: Total] = [:]

  public init() {}

  /// Notes that a trial of `cell` took `seconds` on `host`.
  public mutating func add(cell: CellIndex, host: String, seconds: Double) {
    byCell[cell, default: Total()].add(seconds)
    byHost[host, default: [:]][cell, default: Total()].add(seconds)
    overall.add(seconds)
  }

  /// Notes that a running trial of `cell` will have taken `seconds` at its present pace.
  public mutating func project(cell: CellIndex, seconds: Double) {
    projectedByCell[cell, default: Total()].add(seconds)
    projected.add(seconds)
  }

  /// The expected seconds of one trial of `cell` on a host of average speed: the mean of the cell's finished trials,
  /// else of its running ones, else of all; nil if nothing is known.
  public func expectedSeconds(cell: CellIndex) -> Double? {
    byCell[cell]?.mean ?? projectedByCell[cell]?.mean ?? overall.mean ?? projected.mean
  }

  /// The mean seconds of the cell's finished trials, else of all; nil before the first.
  func measuredSeconds(cell: CellIndex) -> Double? { byCell[cell]?.mean ?? overall.mean }

  /// The speed of `host`: the seconds that its finished trials take on average over all hosts, divided by the seconds
  /// that they took on `host`. 1 if nothing is known.
  public func speed(of host: String) -> Double {
    var usual = 0.0
    var here = 0.0
    // Summed in the order of cells, because a sum must not depend on a dictionary's order.
    for (cell, total) in (byHost[host] ?? [:]).sorted(by: { $0.key < $1.key }) {
      usual += (byCell[cell]?.mean ?? 0) * Double(total.count)
      here += total.seconds
    }
    return usual > 0 && here > 0 ? usual / here : 1
  }

  /// The seconds until the slots of all hosts have finished the `remaining` trials of each cell; a half-done trial
  /// counts 0.5.
  ///
  /// The work divides over the slots by their speed, but takes at least as long as the longest trial on the fastest
  /// host. Nil if a cell's duration is unknown or there is no slot.
  public func secondsRemaining(_ remaining: [CellIndex: Double], slots: [String: Int]) -> Double? {
    let speeds = slots.filter { $0.value > 0 }.sorted { $0.key < $1.key }.map {
      (count: Double($0.value), speed: speed(of: $0.key))
    }
    let capacity = speeds.reduce(0) { $0 + $1.count * $1.speed }
    guard capacity > 0, let fastest = speeds.map(\.speed).max() else { return nil }
    var work = 0.0
    var longest = 0.0
    for (cell, trials) in remaining.sorted(by: { $0.key < $1.key }) where trials > 0 {
      guard let seconds = expectedSeconds(cell: cell) else { return nil }
      work += seconds * trials
      longest = max(longest, seconds * min(1, trials))
    }
    return max(work / capacity, longest / fastest)
  }
}
