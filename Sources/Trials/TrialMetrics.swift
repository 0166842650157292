import FoundationEssentials

/// What tables need of a trial's result: the final metrics, and whether they count.
public struct TrialMetrics: Sendable, Equatable, Decodable {
  /// The final value of every metric that the trial reports; empty where it diverged.
  public let metrics: [String: Double]
  /// The trial's step at which it diverged; nil where it did not.
  public let divergedAt: Int?

  /// The metrics of a trial that diverged at `divergedAt`, or did not.
  public init(_ metrics: [String: Double], divergedAt: Int? = nil) {
    self.metrics = metrics
    self.divergedAt = divergedAt
  }

  /// Reads them from what `TrialResult.encoded` wrote, without building curves and pictures, which are most of it.
  public init(encoded bytes: [UInt8]) throws {
    self = try JSONDecoder.ofResults.decode(TrialMetrics.self, from: Data(bytes))
  }

  /// Whether the trial diverged, so that none of its numbers count. Results that older versions wrote do not state it:
  /// there a metric that is not finite tells.
  public var hasDiverged: Bool { divergedAt != nil || metrics.values.contains { !$0.isFinite } }

  /// The final value of the metric called `name`; nil where the trial does not have it.
  public subscript(name: String) -> Double? { metrics[name] }
}

extension TrialMetrics: ExpressibleByDictionaryLiteral {
  /// The metrics of a trial that did not diverge.
  public init(dictionaryLiteral elements: (String, Double)...) {
    self.init(Dictionary(uniqueKeysWithValues: elements))
  }
}

extension JSONDecoder {
  /// Reads the canonical JSON of results.
  static var ofResults: JSONDecoder {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return decoder
  }
}
