extension Metric {
  /// The name, with the unit if the metric has one: `testError (%)`.
  public var nameWithUnit: String { unit.isEmpty ? name : "\(name) (\(unit))" }
}
