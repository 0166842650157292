/// A number that a finished trial reports.
public struct Metric: Sendable, Codable, Hashable {
  /// Whether smaller or larger values are better.
  public enum Direction: String, Sendable, Codable, Hashable, CaseIterable {
    case minimize, maximize
  }

  /// The name in results and sweep files: `testError`.
  public let name: String
  /// The unit, as tables print it: `%`.
  public let unit: String
  /// Whether smaller or larger values are better.
  public let direction: Direction
  /// One line of help.
  public let help: String

  /// Declares a metric.
  public init(name: String, unit: String, direction: Direction, help: String) {
    self.name = name
    self.unit = unit
    self.direction = direction
    self.help = help
  }
}
