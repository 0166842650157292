import Trials

/// Two places of a network whose code lengths are compared: neighbouring layers or steps of one net, or one layer of two
/// nets.
struct CodeLengthPair: Equatable {
  /// What every curve of a code length begins with; the name of its place follows: `codeLength.online.fc1`.
  static let prefix = "codeLength."

  /// The names of the two curves, in the order of the network.
  let first, second: String

  /// What the pair's difference is called: `online.fc2 − online.fc1`.
  var name: String { "\(place(second)) − \(place(first))" }

  /// All pairs of `curves` whose names differ in one part only, and in it are neighbours.
  static func all(of curves: some Collection<String>) -> [CodeLengthPair] {
    let names = curves.filter { $0.hasPrefix(prefix) }.sorted { $0.precedesByNumber($1) }
    let parts = names.map { $0.split(separator: ".").dropFirst().map(String.init) }
    var pairs: [CodeLengthPair] = []
    for place in 0..<(parts.map(\.count).max() ?? 0) {
      // Names that are alike but for their part at `place`, in the order of that part.
      var alike: [[String]: [String]] = [:]
      var order: [[String]] = []
      for (name, parts) in zip(names, parts) where place < parts.count {
        var others = parts
        others[place] = "*"
        if alike[others] == nil { order.append(others) }
        alike[others, default: []].append(name)
      }
      for others in order {
        let names = alike[others]!
        pairs += zip(names, names.dropFirst()).map { CodeLengthPair(first: $0, second: $1) }
      }
    }
    return pairs
  }

  /// The second code length minus the first, at every step at which a trial has both.
  func difference(_ curves: [String: [CurvePoint]]) -> [CurvePoint]? {
    guard let first = curves[first], let second = curves[second] else { return nil }
    let values = Dictionary(first.map { ($0.step, $0.value) }) { first, _ in first }
    return second.compactMap { point in
      values[point.step].map { CurvePoint(step: point.step, value: point.value - $0) }
    }
  }

  private func place(_ curve: String) -> String { String(curve.dropFirst(Self.prefix.count)) }
}

extension CodeLengthPair {
  /// The second code length against the first: a chart for every column and facet of the table, in it a line for every row
  /// from the first step to the last, each point the mean over the seeds.
  func charts(of cells: CellTrials, results: [TrialIdentifier: TrialResult]) -> [Chart] {
    let panels = cells.panels.map { panel in
      let lines = panel.rows.prefix(CurveFigure.lineLimit).map { row in
        func mean(_ name: String) -> MeanCurve {
          MeanCurve(row.trials.compactMap { results[$0]?.curves[name] }, limit: CurveFigure.pointLimit)
        }
        // Where one of the two is not finite there is no point to draw.
        let across = Dictionary(mean(first).points.map { ($0.step, $0.mean) }) { first, _ in first }
        let points = mean(second).points.compactMap { point in
          across[point.step].map { Chart.Point(x: $0, y: point.mean, band: nil) }
        }
        return Chart.Line(label: row.label, points: points, style: row.index)
      }.filter { !$0.points.isEmpty }
      return (title: panel.title, lines: Array(lines))
    }.filter { !$0.lines.isEmpty }
    let points = panels.flatMap { $0.lines.flatMap(\.points) }
    return panels.map { panel in
      Chart(
        title: panel.title, xLabel: "code length of \(place(first)) (nats)",
        yLabel: "code length of \(place(second)) (nats)", lines: panel.lines,
        x: .linear(points.map(\.x)), y: .linear(points.map(\.y)), width: panels.count == 1 ? 760 : 440)
    }
  }
}
