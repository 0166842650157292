public import Plans

/// How long trials take, by cell and host, and what that says about those still to come.
///
/// Finished trials say it, and where a cell has none, the progress of those that run.
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

  /// No trial has finished yet.
  public init() {}

  /// Notes that a trial of `cell` took `seconds` on `host`.
  public mutating func add(cell: CellIndex, host: String, seconds: Double) {
    byCell[cell, default: Total()].add(seconds)
    byHost[host, default: [:]][cell, default: Total()].add(seconds)
    overall.add(seconds)
  }

  /// Notes that a trial of `cell` that runs will have taken `seconds`, as its progress says.
  public mutating func project(cell: CellIndex, seconds: Double) {
    projectedByCell[cell, default: Total()].add(seconds)
    projected.add(seconds)
  }

  /// The expected seconds of one trial of `cell` on a host of usual speed: the mean of its finished trials, else of its
  /// running ones, else of all; nil where nothing is known.
  public func expectedSeconds(cell: CellIndex) -> Double? {
    byCell[cell]?.mean ?? projectedByCell[cell]?.mean ?? overall.mean ?? projected.mean
  }

  /// The mean of the finished trials of `cell`, else of all; nil before the first.
  func measuredSeconds(cell: CellIndex) -> Double? { byCell[cell]?.mean ?? overall.mean }

  /// How fast `host` is: the seconds that its finished trials take on all hosts, over those that they took there. 1 where
  /// nothing is known.
  public func speed(of host: String) -> Double {
    var usual = 0.0
    var here = 0.0
    // In the order of cells: a sum must not depend on a dictionary's order.
    for (cell, total) in (byHost[host] ?? [:]).sorted(by: { $0.key < $1.key }) {
      usual += (byCell[cell]?.mean ?? 0) * Double(total.count)
      here += total.seconds
    }
    return usual > 0 && here > 0 ? usual / here : 1
  }

  /// The seconds until `remaining` trials (by cell; a trial half done counts 0.5) are finished by the slots of every host.
  ///
  /// The work is taken to divide over the slots by their speed, but never faster than its longest trial on the fastest
  /// host. Nil where nothing can be said: nothing is known of a cell, or there is no slot.
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
