import Statistics
import Trials

/// The mean of a cell's curves over the seeds, with its standard error, along the steps.
struct MeanCurve: Sendable, Equatable {
  /// The mean of the seeds at one place of the curve.
  struct Point: Sendable, Equatable {
    /// The step; the mean of the steps that were grouped.
    let step: Double
    /// The mean over the seeds that have finite values here.
    let mean: Double
    /// The standard error of `mean`; nil if only one seed has finite values.
    let standardError: Double?
    /// The number of seeds in `mean`, at least one.
    let count: Int
  }

  /// The points in the order of steps.
  let points: [Point]
  /// The number of seeds that have the curve.
  let seeds: Int
  /// The most neighbouring values of a seed that a point averages; 1 if every value has its own point.
  let window: Int
  /// For each seed whose curve is not finite somewhere, the first such step.
  let notFiniteAt: [Int]
  /// The last step of each seed whose curve is finite and ends before 95 % of the longest curve; empty if curves are
  /// compared point by point.
  let endedAt: [Int]

  /// Averages the `curves` of a cell, one curve per seed, each in the order of steps.
  ///
  /// Curves whose points correspond are compared point by point, because an epoch of another seed may be some steps
  /// longer; other curves step by step. If there are more than `limit` places, neighbouring places are grouped evenly.
  /// Each seed's values in a group are replaced by their mean, so that every seed has equal weight. A seed with a value
  /// in the group that is not finite does not count there.
  init(_ curves: [[CurvePoint]], limit: Int) {
    let curves = curves.filter(Self.counts).map { $0.filter { $0.step >= 1 } }
    seeds = curves.count
    notFiniteAt = curves.compactMap { $0.first { !$0.value.isFinite }?.step }
    let last = curves.map { $0[$0.count - 1].step }.max() ?? 0
    let finite = curves.filter { $0.allSatisfy(\.value.isFinite) }
    let grouping = Grouping(of: curves, limit: limit)
    endedAt =
      grouping.byPoint ? [] : finite.map { $0[$0.count - 1].step }.filter { Double($0) < 0.95 * Double(last) }
    window = grouping.pointsTogether
    points = Self.points(curves, grouping)
  }

  /// Whether `curve` has a step of at least 1.
  static func counts(_ curve: [CurvePoint]) -> Bool { curve.contains { $0.step >= 1 } }

  private static func points(_ curves: [[CurvePoint]], _ grouping: Grouping) -> [Point] {
    var places: [Int: (steps: [Double], values: [Double])] = [:]
    for curve in curves {
      var start = 0
      while start < curve.count {
        let place = grouping.place(ofPoint: start, step: curve[start].step)
        var end = start + 1
        while end < curve.count, grouping.place(ofPoint: end, step: curve[end].step) == place { end += 1 }
        // The mean of a `Sample` does not depend on the order of values and cannot overflow.
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
    /// Whether curves are compared point by point; otherwise step by step.
    let byPoint: Bool
    /// The number of points, or of steps, in one group.
    let width: Int
    /// The most points of a curve in one group.
    let pointsTogether: Int

    init(of curves: [[CurvePoint]], limit: Int) {
      let longest = curves.map(\.count).max() ?? 0
      pointsTogether = max(1, (longest + limit - 1) / limit)
      // The distance of steps on the curve with the rarest steps, which a group must span.
      let gap =
        curves.map { curve in
          curve.count < 2 ? 1 : max(1, (curve[curve.count - 1].step - curve[0].step) / (curve.count - 1))
        }.max() ?? 1
      byPoint = Self.areEpochs(curves) || Self.areNeighbours(curves, within: gap)
      let (steps, isTooLarge) = pointsTogether.multipliedReportingOverflow(by: gap)
      width = byPoint ? pointsTogether : isTooLarge ? .max : steps
    }

    /// Whether all curves have equally many values, at the multiples of their first step, and the longest of these
    /// epochs is less than 1.5 times the shortest.
    private static func areEpochs(_ curves: [[CurvePoint]]) -> Bool {
      let lengths = curves.map { $0[0].step }
      guard let shortest = lengths.min(), let longest = lengths.max() else { return false }
      return Set(curves.map(\.count)).count == 1 && Double(longest) < 1.5 * Double(shortest)
        && curves.allSatisfy { curve in
          curve.indices.allSatisfy { curve[$0].step.quotientAndRemainder(dividingBy: curve[0].step) == ($0 + 1, 0) }
        }
    }

    /// Whether all curves have equally many points in the same order: the steps of a point differ by less than `gap`,
    /// and all of them come before the steps of the next point.
    private static func areNeighbours(_ curves: [[CurvePoint]], within gap: Int) -> Bool {
      guard Set(curves.map(\.count)).count == 1 else { return false }
      var previous = 0
      for index in curves[0].indices {
        let steps = curves.map { $0[index].step }
        guard let first = steps.min(), let last = steps.max(), previous < first, last - first < gap else {
          return false
        }
        previous = last
      }
      return true
    }

    func place(ofPoint index: Int, step: Int) -> Int { (byPoint ? index : step - 1) / width }
  }
}
