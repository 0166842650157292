import Foundation
import Trials

/// Ranges: `{from, to}` and `{from, to, step}` count in decimal; `{from, to, steps, scale}` spaces numbers evenly.
extension SweepFileReader {
  private static let keysOfRange = ["from", "to", "step", "steps", "scale"]
  /// The most values of a range.
  private static let longestRange = 100_000

  /// The values of a range in their order, both ends included.
  mutating func range(_ field: Field, for setting: Setting) -> [SettingValue]? {
    let before = errors.count
    let isInteger: Bool
    switch setting.kind {
    case .integer: isInteger = true
    case .number: isInteger = false
    case .boolean, .choice:
      report(field, "a range needs numbers", expected: "a list of values, each \(setting.expectation)")
      return nil
    }
    guard let entries = fields(of: field) else { return nil }
    let parts = known(entries, among: Self.keysOfRange, of: "a range")
    let from = required("from", of: parts, in: field, expected: setting.expectation).flatMap {
      decimal($0, for: setting)
    }
    let to = required("to", of: parts, in: field, expected: setting.expectation).flatMap { decimal($0, for: setting) }
    let texts: [String]?
    if let steps = parts["steps"], parts["step"] == nil, !isInteger {
      texts = spaced(from: from, to: to, steps: steps, scale: parts["scale"])
    } else if let wrong = parts["steps"] ?? parts["scale"] {
      report(
        wrong,
        isInteger ? "is for numbers, and \(setting.name) takes integers" : "does not belong to this range",
        expected: isInteger ? "{from, to} or {from, to, step}" : "{from, to, step} or {from, to, steps, scale}")
      texts = nil
    } else {
      texts = counted(field, from: from, to: to, step: parts["step"], isInteger: isInteger)
    }
    guard let texts, errors.count == before else { return nil }
    var values: [SettingValue] = []
    for text in texts {
      guard let value = value(text, for: setting, at: field) else { return nil }
      values.append(value)
    }
    return values
  }

  /// `from`, `from + step`, … `to`, exact in decimal, so that 0.1, 0.2, 0.3 are the same values as in a list.
  private mutating func counted(
    _ field: Field, from: Decimal?, to: Decimal?, step stepField: Field?, isInteger: Bool
  ) -> [String]? {
    guard let stepField else {
      if !isInteger { report(field, "has no step", expected: "step, or steps with scale: linear or log") }
      return isInteger ? counted(field, from: from, to: to, step: 1) : nil
    }
    let kind: Setting.Kind = isInteger ? .integer(.min ... .max) : .number(-.infinity ... .infinity)
    guard let step = decimal(stepField, for: Setting("step", kind, help: "")) else { return nil }
    return counted(stepField, from: from, to: to, step: step)
  }

  private mutating func counted(_ field: Field, from: Decimal?, to: Decimal?, step: Decimal) -> [String]? {
    guard let from, let to else { return nil }
    let difference = to - from
    guard step != 0, difference == 0 || (difference > 0) == (step > 0) else {
      report(
        field, "steps of \(step) do not lead from \(from) to \(to)",
        expected: step == 0 ? "a step other than 0" : "step: \(-step)")
      return nil
    }
    let count = NSDecimalNumber(decimal: difference / step).doubleValue
    guard count < Double(Self.longestRange) else {
      report(field, "is a range of more than \(Self.longestRange) values", expected: "a larger step")
      return nil
    }
    guard Decimal(Int(count.rounded())) * step == difference else {
      let before = from + Decimal(Int(count)) * step
      report(
        field, "steps of \(step) from \(from) do not meet \(to)", expected: "to: \(before) or to: \(before + step)")
      return nil
    }
    return (0...Int(count.rounded())).map { "\(from + Decimal($0) * step)" }
  }

  /// `steps` values evenly spaced on a linear or logarithmic scale. The ends are exact. The others have 6 significant
  /// digits, so that tables stay readable and all hosts have the same values.
  private mutating func spaced(from: Decimal?, to: Decimal?, steps: Field, scale: Field?) -> [String]? {
    let counts = Setting("steps", .integer(2...Self.longestRange), help: "")
    let scales = Setting("scale", .choice(["linear", "log"]), help: "")
    let count = value(of: steps, for: counts)?.numeric
    let chosen = scale.map { value(of: $0, for: scales) } ?? .text("linear")
    guard let from, let to, let count, let chosen else { return nil }
    let isLogarithmic = chosen == .text("log")
    let first = NSDecimalNumber(decimal: from).doubleValue
    let last = NSDecimalNumber(decimal: to).doubleValue
    if isLogarithmic, first <= 0 || last <= 0 {
      report(scale ?? steps, "a logarithmic scale cannot reach zero or below", expected: "from and to above zero")
      return nil
    }
    let inner = (1..<Int(count) - 1).map { index in
      let share = Double(index) / (count - 1)
      return shortened(isLogarithmic ? first * pow(last / first, share) : first + (last - first) * share)
    }
    return ["\(from)"] + inner + ["\(to)"]
  }

  /// `number` to 6 significant decimal digits.
  private func shortened(_ number: Double) -> String { String(format: "%.6g", number) }

  /// A bound or step of a range, exactly as written.
  private mutating func decimal(_ field: Field, for setting: Setting) -> Decimal? {
    guard let text = text(of: field, expected: setting.expectation), value(text, for: setting, at: field) != nil else {
      return nil
    }
    guard let decimal = Decimal(string: text), Double("\(decimal)") == Double(text) else {
      report(field, "\(text) is not a decimal number", expected: setting.expectation)
      return nil
    }
    return decimal
  }
}
