import Glibc

/// An axis: the values that it spans, linearly or logarithmically, and its ticks.
struct ChartScale: Sendable, Equatable {
  /// The smallest and the largest value.
  let domain: ClosedRange<Double>
  /// Whether equal distances are equal ratios.
  let isLogarithmic: Bool

  /// The scale of steps. It starts at 0 if the first step is less than a third of the last.
  static func steps(_ values: [Double]) -> ChartScale {
    guard let first = values.min(), let last = values.max() else {
      return ChartScale(domain: 0...1, isLogarithmic: false)
    }
    let start = first < last / 3 ? min(0, first) : first
    return ChartScale(domain: start < last ? start...last : last - 1...last + 1, isLogarithmic: false)
  }

  /// The scale of measured values, with some room around the `means` and `bands`. It is logarithmic if the means are
  /// positive and span a factor of more than 50; below that a linear axis is easier to read.
  static func measured(_ means: [Double], bands: [ClosedRange<Double>]) -> ChartScale {
    // Values so large that differences overflow are drawn at the edge.
    let means = means.filter { abs($0) <= 1e300 }
    guard let lowest = means.min(), let highest = means.max() else {
      return ChartScale(domain: 0...1, isLogarithmic: false)
    }
    let bottom = max(-1e300, min(lowest, bands.map(\.lowerBound).min() ?? lowest))
    let top = min(1e300, max(highest, bands.map(\.upperBound).max() ?? highest))
    if lowest > 1e-300, highest / lowest > 50 {
      let floor = bottom > lowest / 10 ? bottom : lowest / 10
      return ChartScale(domain: floor / 1.1...top * 1.1, isLogarithmic: true)
    }
    return around(bottom...top)
  }

  /// The linear scale of `values`, with some room around them.
  static func linear(_ values: [Double]) -> ChartScale {
    let values = values.filter { abs($0) <= 1e300 }
    return around((values.min() ?? 0)...(values.max() ?? 1))
  }

  /// Whether the ends of `range` are equal except for rounding.
  static func isConstant(_ range: ClosedRange<Double>) -> Bool {
    range.upperBound - range.lowerBound <= 1e-12 * largest(range)
  }

  private static func largest(_ range: ClosedRange<Double>) -> Double {
    max(abs(range.lowerBound), abs(range.upperBound))
  }

  private static func around(_ range: ClosedRange<Double>) -> ChartScale {
    let (bottom, top) = (range.lowerBound, range.upperBound)
    let wanted = isConstant(range) ? largest(range) / 10 : (top - bottom) / 25
    // However small the values are, the axis has a positive length.
    let room = top == 0 && bottom == 0 ? 1 : max(wanted, 1e-300)
    return ChartScale(domain: bottom - room...top + room, isLogarithmic: false)
  }

  /// The position of `value` on the axis, from 0 at the beginning to 1 at the end. Values beyond the ends are at the
  /// ends.
  func position(_ value: Double) -> Double {
    let (low, high) = (domain.lowerBound, domain.upperBound)
    let place: Double
    if isLogarithmic {
      place = value > 0 ? (log(value) - log(low)) / (log(high) - log(low)) : 0
    } else {
      place = (value - low) / (high - low)
    }
    return min(1, max(0, place))
  }

  /// Round values within the domain; about `count` of them on a linear axis.
  func ticks(about count: Int) -> [Double] { isLogarithmic ? logarithmicTicks : linearTicks(about: count) }

  /// The text of a tick, in the same unit as its neighbours and with enough digits to differ from them: `0.25`, `1500`,
  /// `20k`, `3M`, `1e-5`, `100.0002k`.
  func text(_ tick: Double, among ticks: [Double]) -> String {
    if tick == 0 { return "0" }
    let largest = ticks.map(abs).max() ?? abs(tick)
    let spacing = zip(ticks, ticks.dropFirst()).map { $1 - $0 }.min() ?? abs(tick)
    if isLogarithmic {
      return abs(tick) >= 1e-3 && abs(tick) < 1e4 ? shortest(tick, spacing) : scientific(tick, spacing)
    }
    if largest < 1e-3 || largest >= 1e12 { return scientific(tick, spacing) }
    for (scale, suffix) in [(1e9, "G"), (1e6, "M"), (1e3, "k")] where largest >= (scale == 1e3 ? 5e3 : scale) {
      return shortest(tick / scale, spacing / scale) + suffix
    }
    return shortest(tick, spacing)
  }

  private func linearTicks(about count: Int) -> [Double] {
    let (low, high) = (domain.lowerBound, domain.upperBound)
    let rough = (high - low) / Double(max(1, count))
    let power = pow(10, log10(rough).rounded(.down))
    let step = power * ([1, 2, 5].first { $0 * power >= rough * 0.8 } ?? 10)
    let first = (low / step).rounded(.up)
    let last = (high / step).rounded(.down)
    guard last >= first, last - first < 100 else { return [low, high] }
    // Each tick is computed as a multiple of the step, so no errors add up.
    return stride(from: first, through: last, by: 1).map { $0 * step }
  }

  private var logarithmicTicks: [Double] {
    let decades = log10(domain.upperBound) - log10(domain.lowerBound)
    let factors: [Double] = decades < 1.5 ? [1, 2, 5] : decades < 2.5 ? [1, 3] : [1]
    let every = max(1, Int((decades / 6).rounded(.up)))
    let exponents = Int(log10(domain.lowerBound).rounded(.down))...Int(log10(domain.upperBound).rounded(.up))
    return exponents.filter { $0 % every == 0 }.flatMap { exponent in factors.map { $0 * pow(10, Double(exponent)) } }
      .filter(domain.contains)
  }

  /// `value` with six significant digits, more if `spacing` needs more, and no trailing zeros.
  private func shortest(_ value: Double, _ spacing: Double) -> String {
    let significant = min(9, max(0, 5 - Int(log10(abs(value)).rounded(.down))))
    let distinct = spacing > 0 ? min(15, Int(-log10(spacing).rounded(.down))) : 0
    let decimals = max(significant, distinct)
    let text = fixed(value, decimals: decimals)
    guard text.contains(".") else { return text }
    let digits = text.reversed().drop { $0 == "0" }
    return String((digits.first == "." ? digits.dropFirst() : digits).reversed())
  }

  private func scientific(_ value: Double, _ spacing: Double) -> String {
    let exponent = Int(log10(abs(value)).rounded(.down))
    // Smaller powers of ten would not be normal numbers.
    guard exponent > -300 else { return "\(value)" }
    let power = pow(10, Double(exponent))
    return "\(shortest(value / power, spacing / power))e\(exponent)"
  }
}
