public import Plans

/// How long finished trials took, by cell, and what that says about those still to come.
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

  /// No trial has finished yet.
  public init() {}

  /// Notes that a trial of `cell` took `seconds`.
  public mutating func add(cell: CellIndex, seconds: Double) {
    byCell[cell, default: Total()].add(seconds)
    overall.add(seconds)
  }

  /// The expected seconds of one trial of `cell`: the mean of its finished trials, else of all; nil before the first.
  public func expectedSeconds(cell: CellIndex) -> Double? {
    byCell[cell]?.mean ?? overall.mean
  }

  /// The seconds until `remaining` trials (by cell; a trial half done counts 0.5) are finished by `slots` slots.
  ///
  /// The work is taken to divide evenly over the slots, but never faster than its longest trial. Nil where nothing can be
  /// said: no trial has finished yet, or there is no slot.
  public func secondsRemaining(_ remaining: [CellIndex: Double], slots: Int) -> Double? {
    guard slots > 0 else { return nil }
    var work = 0.0
    var longest = 0.0
    // In the order of cells: the sum must not depend on a dictionary's order.
    for (cell, trials) in remaining.sorted(by: { $0.key < $1.key }) where trials > 0 {
      guard let seconds = expectedSeconds(cell: cell) else { return nil }
      work += seconds * trials
      longest = max(longest, seconds * min(1, trials))
    }
    return max(work / Double(slots), longest)
  }
}
