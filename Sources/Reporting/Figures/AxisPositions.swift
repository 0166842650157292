import Glibc
import Trials

/// The positions of an axis' values in a chart. Numbers are placed on a linear or logarithmic scale, other values
/// evenly.
struct AxisPositions {
  let scale: ChartScale
  let ticks: [Chart.Tick]
  private let values: [Double]
  private let arms: Int

  /// The distance of neighbouring arms as a share of the axis, so that their whiskers do not cover each other.
  private static let distance = 0.008

  /// - Parameters:
  ///   - labels: the texts of the values.
  ///   - arms: the number of lines side by side at each value.
  init(_ settings: [SettingValue], labels: [String], arms: Int) {
    self.arms = arms
    let numbers = settings.compactMap(\.numeric)
    let areNumbers = numbers.count > 1 && numbers.count == settings.count && Set(numbers).count == numbers.count
    let positive = numbers.filter { $0 > 0 }
    let span = (positive.max() ?? 1) / (positive.min() ?? 1)
    // A zero stands on a logarithmic axis as far below the smallest number as the others are from each other.
    let hasOnlyZeroBeside = positive.count == numbers.count || (positive.count > 1 && numbers.allSatisfy { $0 >= 0 })
    let isLogarithmic = areNumbers && hasOnlyZeroBeside && span >= 8 && span.isFinite
    values =
      isLogarithmic
      ? numbers.map { $0 > 0 ? $0 : (positive.min() ?? 1) / pow(span, 1 / Double(positive.count - 1)) }
      : areNumbers ? numbers : settings.indices.map(Double.init)
    let (low, high) = (values.min() ?? 0, values.max() ?? 1)
    let room = areNumbers ? max((high - low) / 20, 1e-300) : 0.5
    scale =
      isLogarithmic
      ? ChartScale(domain: low / pow(high / low, 0.05)...high * pow(high / low, 0.05), isLogarithmic: true)
      : ChartScale(domain: low - room...high + room, isLogarithmic: false)
    ticks = zip(values, labels).map(Chart.Tick.init).sorted { $0.value < $1.value }
  }

  /// The position of an arm's point at the axis' value with this index.
  func place(_ index: Int, arm: Int) -> Double {
    let shift = (Double(arm) - Double(arms - 1) / 2) * min(Self.distance, 0.3 / Double(max(1, arms * values.count)))
    let (low, high) = (scale.domain.lowerBound, scale.domain.upperBound)
    return scale.isLogarithmic
      ? values[index] * pow(high / low, shift) : values[index] + shift * (high - low)
  }
}
