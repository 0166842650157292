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
    values(curves)?.map { CurvePoint(step: $0.step, value: $0.second - $0.first) }
  }

  private typealias Values = (step: Int, first: Double, second: Double)

  /// Both code lengths at every step at which a trial has both.
  private func values(_ curves: [String: [CurvePoint]]) -> [Values]? {
    guard let first = curves[first], let second = curves[second] else { return nil }
    let across = Dictionary(first.map { ($0.step, $0.value) }) { first, _ in first }
    return second.compactMap { point in across[point.step].map { (point.step, $0, point.value) } }
  }

  private func place(_ curve: String) -> String { String(curve.dropFirst(Self.prefix.count)) }
}

extension CodeLengthPair {
  /// The second code length against the first: a chart for every column and facet of the table, in it a line for every row
  /// from the first step to the last, each point the mean over the seeds.
  func charts(of cells: CellTrials, results: [TrialIdentifier: TrialResult]) -> [Chart] {
    let trials = results.compactMapValues { values($0.curves) }
      .filter { $0.value.contains { $0.first.isFinite && $0.second.isFinite } }
    // A trial of which one is not finite counts in neither mean, so that both are those of the same trials.
    func curves(_ value: (Values) -> Double) -> [TrialIdentifier: [CurvePoint]] {
      trials.mapValues { points in
        points.map { CurvePoint(step: $0.step, value: $0.first.isFinite && $0.second.isFinite ? value($0) : .nan) }
      }
    }
    let (across, up) = (curves(\.first), curves(\.second))
    let layout = ChartPanels(of: cells, curves: across)
    let lines = layout.panels.map { panel in
      panel.rows.map { row in
        func means(_ curves: [TrialIdentifier: [CurvePoint]]) -> [Double] {
          MeanCurve(row.trials.compactMap { curves[$0] }, limit: layout.pointLimit).points.map(\.mean)
        }
        let points = zip(means(across), means(up)).map { Chart.Point(x: $0, y: $1, band: nil) }
        return Chart.Line(label: row.label, points: points, style: row.index)
      }
    }
    let points = lines.joined().flatMap(\.points)
    return zip(layout.panels, lines).map { panel, lines in
      Chart(
        title: panel.heading, xLabel: "code length of \(place(first)) (nats)",
        yLabel: "code length of \(place(second)) (nats)", lines: lines,
        x: .linear(points.map(\.x)), y: .linear(points.map(\.y)), width: layout.width)
    }
  }
}
