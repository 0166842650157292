import FoundationEssentials

/// What a finished trial found: nothing in it depends on when, where or how often interrupted the trial ran, so its
/// encoded bytes are equal wherever the same trial ran.
public struct TrialResult: Sendable, Codable, Equatable {
  /// What the trial came to.
  public let outcome: TrialOutcome
  /// Values along the way, by `Curve.encodedName`, in the order of steps.
  public let curves: [String: [CurvePoint]]
  /// What the trained model draws, where the task has something to show and was asked for pictures; else empty.
  public var pictures: [TrialPicture]

  public init(_ outcome: TrialOutcome, curves: [String: [CurvePoint]] = [:], pictures: [TrialPicture] = []) {
    self.outcome = outcome
    self.curves = curves
    self.pictures = pictures
  }

  /// The final values by the metrics' names; empty where the trial diverged.
  public var metrics: [String: Double] { outcome.metrics }

  /// Decodes a result; one without pictures has no such key.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    outcome = try TrialOutcome(from: decoder)
    curves = try container.decode([String: [CurvePoint]].self, forKey: .curves)
    pictures = try container.decodeIfPresent([TrialPicture].self, forKey: .pictures) ?? []
  }

  /// Encodes the result; pictures only where there are any, so that other results keep their bytes.
  public func encode(to encoder: any Encoder) throws {
    try outcome.encode(to: encoder)
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(curves, forKey: .curves)
    if !pictures.isEmpty { try container.encode(pictures, forKey: .pictures) }
  }

  private enum Key: CodingKey {
    case curves, pictures
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
  /// The step after which the value was taken, from 1, counted as `Curve.axis` says.
  public let step: Int
  public let value: Double

  public init(step: Int, value: Double) {
    self.step = step
    self.value = value
  }

  public init(from decoder: any Decoder) throws {
    var container = try decoder.unkeyedContainer()
    step = try container.decode(Int.self)
    value = try container.decode(Double.self)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.unkeyedContainer()
    try container.encode(step)
    try container.encode(value)
  }
}
