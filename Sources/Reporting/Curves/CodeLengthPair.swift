import Trials

/// Two places of a network whose code lengths are compared: neighbouring layers or time steps of one net, or the same
/// layer of two nets.
struct CodeLengthPair: Equatable {
  /// The two curves, in the order of the network.
  let first, second: Curve

  /// The name of the difference: `online.fc2 − online.fc1`.
  var name: String { "\(place(second)) − \(place(first))" }

  /// All pairs of `curves` whose places differ only in their net, only in their layer, or only in their time step, and
  /// are neighbours in it. Pairs that differ in the net come first.
  static func all(of curves: [Curve]) -> [CodeLengthPair] {
    let curves = curves.sorted { $0.encodedName.precedesByNumber($1.encodedName) }
    return neighbours(curves) { NetworkPlace(layer: $0.layer, timeStep: $0.timeStep) }
      + neighbours(curves) { NetworkPlace(net: $0.net, layer: "*", timeStep: $0.timeStep) }
      + neighbours(curves) { NetworkPlace(net: $0.net, layer: $0.layer) }
  }

  /// Pairs of neighbouring curves among those whose places are equal under `shared`, which hides a part of a place.
  private static func neighbours(
    _ curves: [Curve], _ shared: (NetworkPlace) -> NetworkPlace
  ) -> [CodeLengthPair] {
    var alike: [NetworkPlace: [Curve]] = [:]
    var order: [NetworkPlace] = []
    for curve in curves {
      guard let place = curve.place.map(shared) else { continue }
      if alike[place] == nil { order.append(place) }
      alike[place, default: []].append(curve)
    }
    return order.flatMap { place in
      zip(alike[place]!, alike[place]!.dropFirst()).map { CodeLengthPair(first: $0, second: $1) }
    }
  }

  /// The second code length minus the first, at every step at which a trial has both; nil if one curve is missing.
  func difference(_ curves: [String: [CurvePoint]]) -> [CurvePoint]? {
    values(curves)?.map { CurvePoint(step: $0.step, value: $0.second - $0.first) }
  }

  private typealias Values = (step: Int, first: Double, second: Double)

  /// Both code lengths at every step at which a trial has both; nil if one curve is missing.
  private func values(_ curves: [String: [CurvePoint]]) -> [Values]? {
    guard let first = curves[first.encodedName], let second = curves[second.encodedName] else { return nil }
    let across = Dictionary(first.map { ($0.step, $0.value) }) { first, _ in first }
    return second.compactMap { point in across[point.step].map { (point.step, $0, point.value) } }
  }

  private func place(_ curve: Curve) -> String { curve.place.map { "\($0)" } ?? curve.name }
}

extension CodeLengthPair {
  /// Charts of the second code length against the first: one for every column and facet of the table, with a line for
  /// every row from the first step to the last. Each point is the mean over the seeds.
  func charts(of cells: CellTrials, results: [TrialIdentifier: TrialResult]) -> [Chart] {
    let trials = results.compactMapValues { values($0.curves) }
      .filter { $0.value.contains { $0.first.isFinite && $0.second.isFinite } }
    // A trial counts in neither mean if one value is not finite, so that both means are over the same trials.
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
        title: panel.heading, xLabel: "code length of \(place(first)) (\(first.unit))",
        yLabel: "code length of \(place(second)) (\(second.unit))", lines: lines,
        x: .linear(points.map(\.x)), y: .linear(points.map(\.y)), width: layout.width)
    }
  }
}
