import Plans
import Yams

/// When attempts end and trials are given up: `limits`.
extension SweepFileReader {
  private static var budgets: [(name: String, path: WritableKeyPath<AttemptLimits, Int>)] {
    [
      ("crashes", \.crashes), ("errors", \.errors), ("outOfMemory", \.outOfMemory), ("stalls", \.stalls),
      ("losses", \.losses),
    ]
  }

  /// The limits that `field` states; those that it does not state are the usual ones.
  mutating func limits(_ field: Field) -> AttemptLimits? {
    let before = errors.count
    let stall = "stallSeconds"
    let entries = fields(of: field) ?? []
    let parts = known(entries, among: [stall] + Self.budgets.map(\.name), of: "limits")
    var limits = AttemptLimits()
    if let field = parts[stall] {
      let expected = "seconds without progress, 1 to 1e9, as stallSeconds: 600"
      let seconds = text(of: field, expected: expected).flatMap { Double($0) }
      if let seconds, (1...1e9).contains(seconds) {
        limits.stallSeconds = seconds
      } else {
        report(field, "\(field.kind) is no time", expected: expected)
      }
    }
    for (name, path) in Self.budgets {
      guard let field = parts[name] else { continue }
      if let count = field.node.scalar.flatMap({ Int($0.string) }), (1...1_000).contains(count) {
        limits[keyPath: path] = count
      } else {
        report(field, "\(field.kind) is no number of attempts", expected: "1 to 1000, as \(name): 3")
      }
    }
    return errors.count == before ? limits : nil
  }
}
