import Testing
import Trials

@Suite struct NearestNameTests {
  private let settings = ["normalization", "semantics", "epochs", "batchSize", "learningRate", "testBatchSize"]

  @Test(arguments: [
    ("normalisation", "normalization"), ("norm", "normalization"), ("Epoch", "epochs"), ("lr", "learningRate"),
    ("learning_rate", "learningRate"), ("batch", "batchSize"), ("bs", "batchSize"), ("semantic", "semantics"),
  ])
  func aMisspeltOrShortenedNameFindsItsCandidate(name: String, expected: String) {
    #expect(nearestName(to: name, among: settings) == expected)
  }

  @Test(arguments: ["", "x", "dropout", "weightDecay", "size"]) func aDistantNameFindsNoCandidate(name: String) {
    #expect(nearestName(to: name, among: settings) == nil)
  }

  @Test func severalThatBeginAlikeAreToldApartByDistance() {
    #expect(nearestName(to: "pla", among: ["play", "plant"]) == "play")
    #expect(nearestName(to: "mnist", among: ["imbalanced-mnist", "mnist-rnn"]) == "mnist-rnn")
  }
}
