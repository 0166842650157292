import Testing
import Trials

@Suite struct CurveTests {
  private let codeLength = Curve("codeLength", unit: "nats", per: .update)

  static let places = [
    NetworkPlace(layer: "fc1"), NetworkPlace(net: "online", layer: "fc2"), NetworkPlace(layer: "h", timeStep: 12),
    NetworkPlace(net: "actor", layer: "memory", timeStep: 1),
  ]

  @Test(arguments: zip(places, ["fc1", "online.fc2", "h.step12", "actor.memory.step1"]))
  func aCurveOfAPlaceIsReadBackFromItsEncodedName(place: NetworkPlace, text: String) {
    let curve = codeLength.at(place)
    #expect(curve.encodedName == "codeLength.\(text)")
    #expect(codeLength.declared(curve.encodedName) == curve)
    #expect(NetworkPlace(text) == place)
  }

  @Test(arguments: ["", "fc1.", "a.b.c", "a.b.c.step1", "h..step1", "step3", "a.step1.step2"])
  func aTextThatIsNoPlaceIsRefused(text: String) {
    #expect(NetworkPlace(text) == nil && codeLength.declared("codeLength.\(text)") == nil)
  }

  @Test func aPlaceThatWouldBeReadAsAnotherIsAMistake() async {
    await #expect(processExitsWith: .failure) { _ = NetworkPlace(layer: "step3") }
    await #expect(processExitsWith: .failure) { _ = NetworkPlace(layer: "online.fc1") }
  }

  @Test func aTaskKnowsItsCurvesByTheirEncodedNames() {
    let loss = Curve("loss", unit: "", per: .episode)
    let task = TaskDescription(
      name: "toy", version: 1, summary: "", settings: [], metrics: [], curves: [loss, codeLength])
    #expect(task.curve("loss") == loss)
    #expect(task.curve("codeLength.fc1")?.place == NetworkPlace(layer: "fc1"))
    #expect(task.curve("codeLengths") == nil && task.curve("loss2") == nil)
  }

  @Test func anOutcomeReportsDeclaredMetricsByTheirNames() {
    let metric = Metric(name: "score", unit: "", direction: .maximize, help: "the score")
    #expect(TrialOutcome([metric: 4]) == .finished(["score": 4]))
  }
}
