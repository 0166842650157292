import Coordination
import FoundationEssentials

/// The metrics of an encoded `TrialResult`, read without building its curves and pictures, which are most of it.
struct ResultMetrics: Decodable {
  let metrics: [String: Double]

  /// Reads the metrics of an encoded result.
  init(encoded bytes: [UInt8]) throws {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    self = try decoder.decode(Self.self, from: Data(bytes))
  }

  /// Reads the metrics of what `attempt` delivered; throws `UnreadableResult`.
  init(of attempt: Attempt, encoded bytes: [UInt8]) throws(UnreadableResult) {
    do { try self.init(encoded: bytes) } catch { throw UnreadableResult(attempt: attempt, detail: "\(error)") }
  }
}

/// Bytes that are no trial's result.
public struct UnreadableResult: Error, CustomStringConvertible {
  /// The attempt whose result was to be accepted.
  public let attempt: Attempt
  /// What could not be read.
  public let detail: String

  /// The trial, the attempt and what could not be read.
  public var description: String {
    "Trial \(attempt.trial.short), attempt \(attempt.number): its result cannot be read (\(detail))."
  }
}
