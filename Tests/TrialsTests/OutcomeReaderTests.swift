import Foundation
import Testing

@testable import Trials

@Suite struct OutcomeReaderTests {
  private func read(_ bytes: [UInt8]) -> TrialOutcome? {
    bytes.withUnsafeBufferPointer { bytes in
      var reader = OutcomeReader(bytes)
      return reader.outcome()
    }
  }

  private static let curves = ["a\"]}\\": [CurvePoint(step: 1, value: .nan), CurvePoint(step: 2, value: -1.5e-300)]]

  @Test(arguments: [
    TrialResult(
      .finished(["testError": 4.8, "tiny": .leastNonzeroMagnitude, "large": .greatestFiniteMagnitude]), curves: curves),
    TrialResult(.finished(["whole": 7, "third": 1.0 / 3, "negative": -0.1])),
    TrialResult(.finished([:]), curves: ["loss": []]), TrialResult(.diverged(at: 17), curves: curves),
  ])
  func itReadsEveryResultAsTheDecoderDoes(result: TrialResult) throws {
    let bytes = try result.encoded()
    #expect(read(bytes) == result.outcome)
    #expect(try TrialOutcome(encoded: bytes) == TrialResult(encoded: bytes).outcome)
  }

  @Test func aDivergedResultOfAnOlderVersionHasInfiniteMetrics() throws {
    let bytes = Array(#"{"curves":{},"metrics":{"loss":"inf","error":"nan","gain":"-inf"}}"#.utf8)
    #expect(read(bytes) == .diverged(at: nil))
  }

  @Test(arguments: [
    "", "{", "{}", "[]", #"{"metrics":{}}x"#, #"{"metrics":{"a":1},"metrics":{}}"#, #"{"metrics":{"a":1,"a":2}}"#,
    #"{"metrics":{"a":true}}"#, #"{"metrics":{"a":1}"#, #"{"metrics": {"a":1}}"#, #"{"metrics":{"é":1}}"#,
    #"{"metrics":{"a\n":1}}"#, #"{"metrics":{"a":1-}}"#, #"{"metrics":{"a":"x"}}"#, #"{"curves":7,"metrics":{}}"#,
    #"{"curves":{"metrics":{}}"#, #"{"curves":{"a\"#, #"{"other":{},"metrics":{}}"#,
    #"{"divergedAt":1.5,"metrics":{}}"#,
  ])
  func itLeavesEveryOtherFormToTheDecoder(text: String) {
    #expect(read(Array(text.utf8)) == nil)
  }
}
