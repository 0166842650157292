import FoundationEssentials

/// The outcome of a trial.
public enum TrialOutcome: Sendable, Hashable {
  /// The trial finished, with the final value of every metric that it reports, by the metric's name.
  case finished([String: Double])
  /// The trial's loss became infinite or NaN, and the trial ended at this step. Nil if an older version's result does
  /// not state the step.
  case diverged(at: Int?)

  /// The trial finished with these values.
  public init(_ metrics: [Metric: Double]) {
    self = .finished(Dictionary(uniqueKeysWithValues: metrics.map { ($0.key.name, $0.value) }))
  }

  /// Whether the trial diverged.
  public var hasDiverged: Bool {
    if case .diverged = self { true } else { false }
  }

  /// The final value of the metric called `name`; nil if the trial does not report the metric.
  public subscript(name: String) -> Double? { metrics[name] }

  /// The outcome with `value` as a finished trial's `metric`, unless its task has a metric of that name.
  public func adding(_ value: Double, as metric: Metric) -> TrialOutcome {
    guard case .finished(let metrics) = self else { return self }
    return .finished(metrics.merging([metric.name: value]) { own, _ in own })
  }

  /// The final values; empty for a diverged trial.
  public var metrics: [String: Double] {
    if case .finished(let metrics) = self { metrics } else { [:] }
  }
}

extension TrialOutcome: ExpressibleByDictionaryLiteral {
  /// The trial finished with these values.
  public init(dictionaryLiteral elements: (String, Double)...) {
    self = .finished(Dictionary(uniqueKeysWithValues: elements))
  }
}

extension TrialOutcome: Codable {
  /// Decodes `metrics` and, for a diverged trial, `divergedAt`.
  ///
  /// Older versions wrote no `divergedAt`. Their diverged trials went on to the end, and at least one metric is not
  /// finite. Only this decoder takes a number that is not finite for divergence.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Field.self)
    let metrics = try container.decode([String: Double].self, forKey: .metrics)
    self.init(metrics: metrics, divergedAt: try container.decodeIfPresent(Int.self, forKey: .divergedAt))
  }

  init(metrics: [String: Double], divergedAt step: Int?) {
    if let step {
      self = .diverged(at: step)
    } else {
      self = metrics.values.allSatisfy(\.isFinite) ? .finished(metrics) : .diverged(at: nil)
    }
  }

  /// Encodes `metrics`, and `divergedAt` for a diverged trial.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Field.self)
    try container.encode(metrics, forKey: .metrics)
    if case .diverged(let step) = self { try container.encodeIfPresent(step, forKey: .divergedAt) }
  }

  /// Reads only the outcome from the bytes of `TrialResult.encoded`: curves and pictures are most of a result.
  public init(encoded bytes: [UInt8]) throws {
    let read = bytes.withUnsafeBufferPointer { bytes in
      var reader = OutcomeReader(bytes)
      return reader.outcome()
    }
    self = try read ?? JSONDecoder.ofResults.decode(TrialOutcome.self, from: Data(bytes))
  }

  private enum Field: CodingKey {
    case metrics, divergedAt
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
