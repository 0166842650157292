import Plans
import Results
import Trials

/// What ran when: a lane for each slot of a worker with its attempts as bars or, of many attempts, a row for each host with
/// the number of attempts that ran.
struct Timeline: Sendable {
  private let attempts: [StoredAttempt]
  private let start: Double
  let unit: TimeUnit
  let scale: ChartScale

  /// More attempts are not drawn as bars.
  private static let barLimit = 200
  /// More hosts share the last row.
  private static let hostLimit = 40

  /// Throws `UnfitTable` if nothing was leased yet.
  init(of attempts: [StoredAttempt]) throws {
    guard let first = attempts.map(\.startTime).min() else { throw UnfitTable(reason: "has no attempts yet") }
    let last = attempts.map { max($0.startTime, $0.endTime ?? 0) }.max() ?? first
    self.attempts = attempts.sorted {
      ($0.startTime, "\($0.trial)", $0.number) < ($1.startTime, "\($1.trial)", $1.number)
    }
    start = first
    unit = TimeUnit(upTo: last - first)
    scale = ChartScale(domain: 0...max((last - first) / unit.seconds, 1e-3), isLogarithmic: false)
  }

  var hasBars: Bool { attempts.count <= Self.barLimit }

  var caption: [String] {
    [
      hasBars
        ? "Each bar is an attempt, lane by lane of its worker. Blue: it ended with a result; pale blue: it runs; black or white: it "
          + "ended without a result."
        : "The number of attempts that ran on each host; all rows have the same scale."
    ]
  }

  struct Row {
    let label: String
    let attempts: [StoredAttempt]
  }

  /// The workers, or the hosts, by name.
  var rows: [Row] {
    let groups = Dictionary(grouping: attempts) { hasBars ? "\($0.host) \($0.worker)" : $0.host }
      .sorted { $0.key.precedesByNumber($1.key) }
    guard !hasBars, groups.count > Self.hostLimit else {
      return groups.map { Row(label: hasBars ? $1[0].worker : $0, attempts: $1) }
    }
    let others = groups.dropFirst(Self.hostLimit - 1)
    return groups.prefix(Self.hostLimit - 1).map { Row(label: $0, attempts: $1) }
      + [Row(label: "\(others.count) more hosts", attempts: others.flatMap(\.value))]
  }

  func span(_ attempt: StoredAttempt) -> ClosedRange<Double> {
    let begin = (attempt.startTime - start) / unit.seconds
    let end = attempt.endTime.map { ($0 - start) / unit.seconds } ?? scale.domain.upperBound
    // The clock of the coordinator's host may have been set back.
    return begin...max(begin, end)
  }

  var drawing: Drawing {
    let rows = rows
    let left = 12 + Drawing.width(ofLongest: rows.map(\.label))
    let right = left + 560
    func across(_ time: Double) -> Double { left + scale.position(time) * (right - left) }
    func at(_ x: Double, _ y: Double) -> Drawing.Position { Drawing.Position(x: x, y: y) }

    let ticks = scale.ticks(about: 8)
    let counts = hasBars ? [] : rows.map { running($0.attempts) }
    let most = max(counts.joined().max() ?? 0, 1e-9)
    var bars: [Drawing.Shape] = []
    var top = 8.0
    for (number, row) in rows.enumerated() {
      bars.append(.text(row.label, at(0, top + 12), Drawing.Font()))
      if hasBars {
        let lanes = lanes(of: row.attempts)
        for (lane, attempts) in lanes.enumerated() {
          let y = top + Double(lane) * 10
          for attempt in attempts {
            let span = span(attempt)
            // A bar is never so short that it cannot be seen.
            let (begin, end) = (across(span.lowerBound), max(across(span.upperBound) - 1, across(span.lowerBound) + 1))
            bars.append(
              .area([[at(begin, y + 2), at(end, y + 2), at(end, y + 10), at(begin, y + 10)]], ink(of: attempt)))
          }
        }
        top += Double(max(2, lanes.count)) * 10 + 4
      } else {
        let heights = counts[number].map { top + 16 - 14 * $0 / most }
        let width = (right - left) / Double(heights.count)
        let steps = heights.enumerated().flatMap { place, y in
          [at(left + Double(place) * width, y), at(left + Double(place + 1) * width, y)]
        }
        bars.append(.area([[at(left, top + 16)] + steps + [at(right, top + 16)]], .shade(0.6)))
        top += 20
      }
    }
    var shapes: [Drawing.Shape] = [.line([at(left, top + 4), at(right, top + 4)], .thin(opacity: 0.6))]
    for tick in ticks {
      shapes.append(.line([at(across(tick), 4), at(across(tick), top + 4)], .thin(opacity: 0.13)))
      shapes.append(.text(scale.text(tick, among: ticks), at(across(tick), top + 18), .soft(.middle)))
    }
    shapes.append(.text("time since the first lease (\(unit.name))", at((left + right) / 2, top + 34), .soft(.middle)))
    return Drawing(
      width: right + 20, height: top + 42, title: "what ran when: \(rows.map(\.label).joined(separator: ", "))",
      shapes: shapes + bars,
      data: DataTable(
        head: ["", "attempts", "with a result", "without one", "running"],
        rows: rows.map { row in
          let ended = row.attempts.filter { $0.end != nil }
          let failed = ended.count { $0.cause != nil }
          return [row.label]
            + [row.attempts.count, ended.count - failed, failed, row.attempts.count - ended.count].map {
              "\($0)"
            }
        }))
  }

  private func ink(of attempt: StoredAttempt) -> Drawing.Ink {
    attempt.end == nil ? .shade(0.3) : attempt.cause == nil ? .shade(0.65) : .text(opacity: 0.85)
  }

  /// The attempts in lanes in which none overlap, as few as there can be.
  func lanes(of attempts: [StoredAttempt]) -> [[StoredAttempt]] {
    attempts.reduce(into: []) { lanes, attempt in
      let begin = span(attempt).lowerBound
      if let free = lanes.firstIndex(where: { $0.last.map { span($0).upperBound <= begin } ?? true }) {
        lanes[free].append(attempt)
      } else {
        lanes.append([attempt])
      }
    }
  }

  /// The mean number of attempts that ran in each of a number of equal windows.
  func running(_ attempts: [StoredAttempt]) -> [Double] {
    var windows = [Double](repeating: 0, count: 240)
    let width = scale.domain.upperBound / Double(windows.count)
    for span in attempts.map(span) {
      let last = windows.count - 1
      let (first, final) = (min(last, Int(span.lowerBound / width)), min(last, Int(span.upperBound / width)))
      for window in first...final {
        let begin = Double(window) * width
        windows[window] += max(0, min(span.upperBound, begin + width) - max(span.lowerBound, begin)) / width
      }
    }
    return windows
  }
}
