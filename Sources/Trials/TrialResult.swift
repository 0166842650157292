import FoundationEssentials

/// What a finished trial found: nothing in it depends on when, where or how often interrupted the trial ran, so its
/// encoded bytes are equal wherever the same trial ran.
public struct TrialResult: Sendable, Codable, Equatable {
  /// The final value of every metric of the task; empty where the trial diverged.
  public var metrics: [String: Double]
  /// Values along the way, by curve name (`trainLoss`, `codeLength.fc1`), in the order of steps.
  public var curves: [String: [CurvePoint]]
  /// What the trained model draws, where the task has something to show and was asked for it; else empty.
  public var pictures: [TrialPicture]
  /// The trial's step at which it diverged: its loss was no longer finite, and it ended there. Nil where it did not.
  public var divergedAt: Int?

  /// A result.
  public init(metrics: [String: Double], curves: [String: [CurvePoint]] = [:], pictures: [TrialPicture] = []) {
    self.metrics = metrics
    self.curves = curves
    self.pictures = pictures
  }

  /// The result of a trial that diverged at `step`: it has no metrics, and `curves` lead there.
  public static func diverged(at step: Int, curves: [String: [CurvePoint]]) -> TrialResult {
    var result = TrialResult(metrics: [:], curves: curves)
    result.divergedAt = step
    return result
  }

  /// The final metrics, and whether they count.
  public var finalMetrics: TrialMetrics { TrialMetrics(metrics, divergedAt: divergedAt) }

  /// Decodes a result; one without pictures has no such key, and one that did not diverge none for that.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    metrics = try container.decode([String: Double].self, forKey: .metrics)
    curves = try container.decode([String: [CurvePoint]].self, forKey: .curves)
    pictures = try container.decodeIfPresent([TrialPicture].self, forKey: .pictures) ?? []
    divergedAt = try container.decodeIfPresent(Int.self, forKey: .divergedAt)
  }

  /// Encodes the result; pictures and divergence only where there are any, so that other results keep their bytes.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(metrics, forKey: .metrics)
    try container.encode(curves, forKey: .curves)
    if !pictures.isEmpty { try container.encode(pictures, forKey: .pictures) }
    try container.encodeIfPresent(divergedAt, forKey: .divergedAt)
  }

  private enum Key: CodingKey {
    case metrics, curves, pictures, divergedAt
  }

  /// Canonical JSON: sorted keys, shortest exact numbers; NaN and the infinities as the texts `nan`, `inf`, `-inf`.
  public func encoded() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return Array(try encoder.encode(self))
  }

  /// Reads what `encoded` wrote.
  public init(encoded bytes: [UInt8]) throws {
    self = try JSONDecoder.ofResults.decode(TrialResult.self, from: Data(bytes))
  }
}

/// One point of a curve, encoded as `[step, value]`.
public struct CurvePoint: Sendable, Equatable, Codable {
  /// The step after which the value was taken, from 1: a training step, an update or an episode, whichever the curve counts.
  public let step: Int
  /// The value.
  public let value: Double

  /// A point.
  public init(step: Int, value: Double) {
    self.step = step
    self.value = value
  }

  /// Decodes `[step, value]`.
  public init(from decoder: any Decoder) throws {
    var container = try decoder.unkeyedContainer()
    step = try container.decode(Int.self)
    value = try container.decode(Double.self)
  }

  /// Encodes `[step, value]`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.unkeyedContainer()
    try container.encode(step)
    try container.encode(value)
  }
}
