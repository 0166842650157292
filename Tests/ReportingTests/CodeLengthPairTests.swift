import Testing
import Trials

@testable import Reporting

@Suite struct CodeLengthPairTests {
  private func pairs(_ names: String...) -> [String] {
    CodeLengthPair.all(of: names.map { "codeLength.\($0)" } + ["trainLoss"]).map(\.name)
  }

  @Test func neighbouringLayersAreCompared() {
    #expect(pairs("fc1", "fc3", "fc2") == ["fc2 − fc1", "fc3 − fc2"])
    #expect(pairs("fc1") == [])
  }

  @Test func layersOfANetAndNetsOfALayerAreCompared() {
    #expect(
      pairs("online.fc1", "online.fc2", "target.fc1", "target.fc2") == [
        "target.fc1 − online.fc1", "target.fc2 − online.fc2", "online.fc2 − online.fc1", "target.fc2 − target.fc1",
      ])
  }

  @Test func stepsAreNeighboursByNumber() {
    #expect(pairs("step10", "step9", "step1") == ["step9 − step1", "step10 − step9"])
  }

  @Test func aDifferenceIsTakenWhereATrialHasBoth() {
    let pair = CodeLengthPair.all(of: ["codeLength.fc1", "codeLength.fc2"])[0]
    let difference = pair.difference([
      "codeLength.fc1": [CurvePoint(step: 1, value: 1), CurvePoint(step: 2, value: 5)],
      "codeLength.fc2": [CurvePoint(step: 2, value: 8), CurvePoint(step: 3, value: 9)],
    ])
    #expect(difference == [CurvePoint(step: 2, value: 3)])
    #expect(pair.difference([:]) == nil)
  }
}
