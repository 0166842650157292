/// A number that a finished trial reports.
public struct Metric: Sendable, Codable, Hashable {
  /// Whether smaller or larger values are better.
  public enum Direction: String, Sendable, Codable, Hashable, CaseIterable {
    case minimize, maximize
  }

  /// The examples that a value is measured on.
  public enum Examples: String, Sendable, Codable, Hashable {
    case training, validation, test
  }

  /// The name in results and sweep files: `testError`.
  public let name: String
  /// The unit, as tables print it: `%`.
  public let unit: String
  /// Whether smaller or larger values are better.
  public let direction: Direction
  /// One line of help.
  public let help: String

  /// Nil stands for the test, so that metrics of older plans are read and written as they were.
  private let measuredOn: Examples?

  /// The examples that the value is measured on.
  public var examples: Examples { measuredOn ?? .test }

  /// Declares a metric that is measured on `examples`.
  public init(name: String, unit: String, direction: Direction, help: String, on examples: Examples = .test) {
    self.name = name
    self.unit = unit
    self.direction = direction
    self.help = help
    measuredOn = examples == .test ? nil : examples
  }
}
