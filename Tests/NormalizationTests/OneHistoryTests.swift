import Foundation
import Layers
import Tensors
import Testing

/// The steps of a recurrence that all read one history, against the formulas in plain arithmetic.
@Suite struct OneHistoryTests {
  /// A layer's history, and its update by a step of a batch.
  private struct Reference {
    var mean = 0.0
    var deviation = 0.0
    var count = 0.0
    var comp = 0.0

    /// Merges `x` and returns its code length.
    mutating func codeLength(of x: [Double]) -> Double {
      let n = Double(x.count)
      let m = x.reduce(0, +) / n
      let square = x.reduce(0) { $0 + ($1 - m) * ($1 - m) }
      deviation =
        count == 0
        ? (square / (n - 1)).squareRoot()
        : (((count - 1) * deviation * deviation + square) / (count + n - 2)).squareRoot()
      mean = (count * mean + n * m) / (count + n)
      count += n
      let a = logDensity(of: x)
      comp = log(exp(comp) + exp(a))
      return comp - a
    }

    func logDensity(of x: [Double]) -> Double {
      log(
        x.reduce(0) {
          $0 + exp(-($1 - mean) * ($1 - mean) / (2 * deviation * deviation)) / (deviation * (2 * .pi).squareRoot())
        })
    }
  }

  private static func input(_ batch: Int, _ step: Int) -> [Float] {
    (0..<12).map { Float(($0 * 7 + batch * 5 + step * 3) % 11) / 4 - Float(step) }
  }

  private func outputs(
    _ steps: [any Normalization], batch: Int, _ mode: NormalizationCall.Mode = .training
  ) -> [[Float]] {
    let tape = Tape()
    return steps.enumerated().map { step, normalization in
      let x = Block(.float32, count: 12)
      _ = x.floats.update(fromContentsOf: Self.input(batch, step))
      return normalization(tape.tensor(x, [4, 3]), NormalizationCall(mode)).elements
    }
  }

  private func makeSteps(_ method: NormalizationMethod, _ count: Int) -> [any Normalization] {
    let variables = Variables()
    let steps = method.makeStepsOfOneHistory(
      count, features: 3, batchRows: 4, semantics: .published, in: variables, name: "h")
    variables.layOut(seed: 1)
    return steps
  }

  @Test func momentsAccumulateOverTheStepsCompDoesNotAndTheFirstStepIsKept() {
    let steps = makeSteps(.rn, 4)
    var kept = Reference()
    func expect(_ outputs: [Float], _ length: Double, _ x: [Float], _ place: String) {
      for (y, x) in zip(outputs, x) {
        #expect(abs(Double(y) - length * Double(x)) < 2e-5 * max(1, abs(length)), "\(place)")
      }
    }
    for batch in 0..<5 {
      let outputs = outputs(steps, batch: batch)
      var passing = kept
      for step in 0..<4 {
        let x = Self.input(batch, step)
        let comp = passing.comp
        let length = passing.codeLength(of: x.map(Double.init))
        expect(outputs[step], length, x, "batch \(batch), step \(step)")
        if step == 0 { kept = passing }
        passing.comp = comp
      }
    }
    let tests = self.outputs(steps, batch: 9, .evaluation)
    for step in 0..<4 {
      let x = Self.input(9, step)
      expect(tests[step], kept.comp - kept.logDensity(of: x.map(Double.init)), x, "test, step \(step)")
    }
    #expect(self.outputs(steps, batch: 9, .evaluation) == tests)
  }

  @Test(arguments: NormalizationMethod.allCases.filter { !$0.publishedKeepsRows })
  func theFirstStepDoesNotDependOnLaterSteps(method: NormalizationMethod) {
    let (alone, first) = (makeSteps(method, 1), makeSteps(method, 5))
    for batch in 0..<3 where !method.keepsRunningStatistics || batch == 0 {
      #expect(outputs(alone, batch: batch)[0] == outputs(first, batch: batch)[0])
    }
  }
}
