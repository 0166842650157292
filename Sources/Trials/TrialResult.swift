import FoundationEssentials

/// The result of a trial that ended. The encoded bytes are the same on every host, at every time, and after any
/// interruptions.
public struct TrialResult: Sendable, Codable, Equatable {
  /// The outcome of the trial.
  public let outcome: TrialOutcome
  /// The values during training, by `Curve.encodedName`, in the order of steps.
  public let curves: [String: [CurvePoint]]
  /// The pictures of the trained model; empty if the task has none or the trial was not asked for pictures.
  public var pictures: [TrialPicture]

  public init(_ outcome: TrialOutcome, curves: [String: [CurvePoint]] = [:], pictures: [TrialPicture] = []) {
    self.outcome = outcome
    self.curves = curves
    self.pictures = pictures
  }

  /// The final values by the metrics' names; empty for a diverged trial.
  public var metrics: [String: Double] { outcome.metrics }

  /// Decodes a result. A result without pictures has no key for them.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    outcome = try TrialOutcome(from: decoder)
    curves = try container.decode([String: [CurvePoint]].self, forKey: .curves)
    pictures = try container.decodeIfPresent([TrialPicture].self, forKey: .pictures) ?? []
  }

  /// Encodes the result. A result without pictures has no key for them, so that older results keep their bytes.
  public func encode(to encoder: any Encoder) throws {
    try outcome.encode(to: encoder)
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(curves, forKey: .curves)
    if !pictures.isEmpty { try container.encode(pictures, forKey: .pictures) }
  }

  private enum Key: CodingKey {
    case curves, pictures
  }

  /// Canonical JSON: sorted keys, numbers with the fewest exact digits, NaN and the infinities as the texts `nan`,
  /// `inf`, `-inf`.
  public func encoded() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return Array(try encoder.encode(self))
  }

  /// Reads the bytes of `encoded`.
  public init(encoded bytes: [UInt8]) throws {
    self = try JSONDecoder.ofResults.decode(TrialResult.self, from: Data(bytes))
  }
}

/// One point of a curve, encoded as `[step, value]`.
public struct CurvePoint: Sendable, Equatable, Codable {
  /// The step after which the value was taken, from 1, in counts of `Curve.axis`.
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
