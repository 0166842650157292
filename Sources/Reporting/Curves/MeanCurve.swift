import Statistics
import Trials

/// What the curves of a cell's seeds have in common: their mean and its standard error along the steps.
struct MeanCurve: Sendable, Equatable {
  /// The mean of the seeds at one place of the curve.
  struct Point: Sendable, Equatable {
    /// The step; the mean of those that were put together.
    let step: Double
    /// The mean over the seeds that have finite values here.
    let mean: Double
    /// The standard error of `mean`; nil where only one seed has finite values.
    let standardError: Double?
    /// The number of seeds that `mean` is taken over, at least one.
    let count: Int
  }

  /// The points in the order of steps.
  let points: [Point]
  /// The number of seeds that have the curve at all.
  let seeds: Int
  /// How many neighbouring values of a seed a point averages, at most; 1 where every value has its own point.
  let window: Int
  /// For each seed whose curve is somewhere not finite, the first step at which it is not.
  let divergedAt: [Int]
  /// For each seed whose curve is finite and ends clearly before the longest one's end, its last step.
  let endedAt: [Int]

  /// Puts the `curves` of a cell together, one curve a seed, each in the order of steps.
  ///
  /// Curves with equally many points are compared point by point, whatever their steps (an epoch of another seed may be a
  /// step longer); other curves step by step. Where there are more than `limit` places, neighbouring ones are put together
  /// evenly: each seed's values there become their mean, so that every seed counts alike. A seed whose values there are
  /// not all finite does not count there.
  init(_ curves: [[CurvePoint]], limit: Int) {
    let curves = curves.map { $0.filter { $0.step >= 1 } }.filter { !$0.isEmpty }
    seeds = curves.count
    divergedAt = curves.compactMap { $0.first { !$0.value.isFinite }?.step }
    let last = curves.map { $0[$0.count - 1].step }.max() ?? 0
    let finite = curves.filter { $0.allSatisfy(\.value.isFinite) }
    endedAt = finite.map { $0[$0.count - 1].step }.filter { Double($0) < 0.95 * Double(last) }
    let grouping = Grouping(of: curves, limit: limit)
    window = grouping.pointsTogether
    points = Self.points(curves, grouping)
  }

  private static func points(_ curves: [[CurvePoint]], _ grouping: Grouping) -> [Point] {
    var places: [Int: (steps: [Double], values: [Double])] = [:]
    for curve in curves {
      var start = 0
      while start < curve.count {
        let place = grouping.place(ofPoint: start, step: curve[start].step)
        var end = start + 1
        while end < curve.count, grouping.place(ofPoint: end, step: curve[end].step) == place { end += 1 }
        // A sample's mean, because it does not depend on the order of values and cannot overflow.
        if let values = Sample(curve[start..<end].map(\.value)),
          let steps = Sample(curve[start..<end].map { Double($0.step) })
        {
          places[place, default: ([], [])].steps.append(steps.mean)
          places[place, default: ([], [])].values.append(values.mean)
        }
        start = end
      }
    }
    return places.sorted { $0.key < $1.key }.compactMap { _, place in
      guard let sample = Sample(place.values), let steps = Sample(place.steps) else { return nil }
      return Point(
        step: steps.mean, mean: sample.mean, standardError: sample.standardError, count: sample.count)
    }
  }

  /// Which values of a curve make one point.
  private struct Grouping {
    /// Whether curves are compared point by point; else step by step.
    let byPoint: Bool
    /// How many points, or steps, make one place.
    let width: Int
    /// How many points of a curve make one place, at most.
    let pointsTogether: Int

    init(of curves: [[CurvePoint]], limit: Int) {
      let counts = curves.map(\.count)
      let longest = counts.max() ?? 0
      byPoint = Set(counts).count == 1
      pointsTogether = max(1, (longest + limit - 1) / limit)
      // Steps lie as far apart as those of the curve on which they are rarest, which is what a window has to reach over.
      let gap =
        curves.map { curve in
          curve.count < 2 ? 1 : max(1, (curve[curve.count - 1].step - curve[0].step) / (curve.count - 1))
        }.max() ?? 1
      let (steps, isTooLarge) = pointsTogether.multipliedReportingOverflow(by: gap)
      width = byPoint ? pointsTogether : isTooLarge ? .max : steps
    }

    func place(ofPoint index: Int, step: Int) -> Int { (byPoint ? index : step - 1) / width }
  }
}
