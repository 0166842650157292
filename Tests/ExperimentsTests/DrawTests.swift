import CKernels
import Layers
import Plans
import Sweeps
import Tensors
import Testing
import Trials

@testable import Experiments

@Suite struct DrawTests {
  private let experiment: any Experiment

  init() throws {
    experiment = try ExperimentRegistry.experiment(named: "draw")
  }

  /// A trial small enough to run in milliseconds: few thinned digits, a ragged last batch, two drawing steps.
  private func specification(
    _ method: NormalizationMethod, _ semantics: Semantics = .corrected, seed: Int = 1,
    more: [String: SettingValue] = [:]
  ) throws -> TrialSpecification {
    let settings: [String: SettingValue] = [
      "normalization": .text(method.rawValue), "semantics": .text(semantics.rawValue), "dataset": .text("optdigits"),
      "rareClasses": .integer(9), "rareFraction": .number(0.05), "drawingSteps": .integer(2), "patchSize": .integer(3),
      "latentSize": .integer(3), "epochs": .integer(2), "batchSize": .integer(20), "learningRate": .number(0.01),
    ]
    return try experiment.specification(settings.merging(more) { $1 }, seed: seed)
  }

  private func run(_ specification: TrialSpecification) throws -> TrialResult {
    let trial = try experiment.makeTrial(specification, resumingFrom: nil)
    while true {
      if case .finished(let result) = try trial.advance(steps: trial.progress.totalSteps) { return result }
    }
  }

  /// BatchNorm with a multiplier after it: within eight epochs, the running statistics do not settle.
  private static func isUnsettled(_ method: NormalizationMethod) -> Bool {
    method.keepsRunningStatistics && method.multipliesByHistory
  }

  private static let trainable = NormalizationMethod.allCases.flatMap { method in
    method.hasSemantics && !method.publishedKeepsRows
      ? [(method, Semantics.published), (method, .corrected)] : [(method, .corrected)]
  }

  @Test(arguments: trainable) func everyArmLearnsToDraw(method: NormalizationMethod, semantics: Semantics) throws {
    let result = try run(try specification(method, semantics, more: ["epochs": .integer(8)]))
    if Self.isUnsettled(method) {
      let train = result.curves["trainLoss"]!.map(\.value)
      let (first, last) = (train.prefix(20).sorted()[10], train.suffix(20).sorted()[10])
      #expect(last < 0.97 * first, "the training loss went from \(first) to \(last)")
      return
    }
    let test = result.curves["testLoss"]!.map(\.value)
    #expect(test.last! < 0.97 * test.first!, "the test loss went from \(test.first!) to \(test.last!)")
    // Probabilities of ½ everywhere cost 64 log 2 = 44.4 nats.
    #expect(result.metrics["testLoss"]! < 44)
  }

  @Test(arguments: NormalizationMethod.allCases) func interruptedAnywhereADrawingEndsInTheSameBytes(
    method: NormalizationMethod
  ) throws {
    let specification = try specification(method, more: ["probe": .boolean(true)])
    let undisturbed = try run(specification).encoded()
    var trial = try experiment.makeTrial(specification, resumingFrom: nil)
    let total = trial.progress.totalSteps
    // The cuts are within each epoch and at the end of the first.
    let places = RandomStream(seed: 1, name: method.rawValue)
    let cuts = [places.integer(in: 0..<total / 2), total / 2, places.integer(in: total / 2 + 1..<total)]
    var result: TrialResult?
    while result == nil {
      if cuts.contains(trial.progress.step) {
        trial = try experiment.makeTrial(specification, resumingFrom: try trial.checkpoint())
      }
      if case .finished(let finished) = try trial.advance(steps: 1) { result = finished }
    }
    #expect(try result!.encoded() == undisturbed, "cut at \(cuts)")
  }

  @Test func theBytesOfAResultDoNotDependOnTheProcessor() throws {
    let widest = regnorm_body()
    defer { regnorm_use_body(widest) }
    // Other tests compare the normalizations' own kernels; this test covers the kernels of DRAW.
    for method in [NormalizationMethod.none, .wn, .bn, .sn] {
      let specification = try specification(method, more: ["epochs": .integer(1)])
      var results: [String: [UInt8]] = [:]
      for body in [KernelBody.portable, .avx2, .avx512] where regnorm_use_body(body) {
        results[String(cString: regnorm_body_name(body))] = try run(specification).encoded()
      }
      #expect(Set(results.values).count == 1, "\(method): \(results.keys.sorted()) differ")
    }
  }

  @Test func aLossIsTheSumOfItsPartsAtEveryEpoch() throws {
    let result = try run(try specification(.none))
    let (test, train) = (result.curves["testLoss"]!, result.curves["trainLoss"]!)
    #expect(test.count == 2 && train.count == result.curves["trainKL"]!.last!.step)
    for (epoch, whole) in test.enumerated() {
      let parts = ["testReconstruction", "testKL"].map { result.curves[$0]![epoch].value }
      #expect(abs(whole.value - parts[0] - parts[1]) < 1e-9)
      #expect(parts.allSatisfy { $0 > 0 })
    }
    #expect(result.metrics["trainLoss"] == result.metrics["trainReconstruction"]! + result.metrics["trainKL"]!)
  }

  @Test func everyArmOfASeedStartsFromTheSameWeights() throws {
    func weights(_ method: NormalizationMethod, seed: Int) throws -> [Float] {
      let trial = try experiment.makeTrial(try specification(method, seed: seed), resumingFrom: nil)
      return try #require(trial.parameters.first { $0.name == "draw.encoder.hidden.weight" }).elements
    }
    let first = try weights(.none, seed: 1)
    for method in [NormalizationMethod.ln, .rn, .wn, .gain] { #expect(try weights(method, seed: 1) == first) }
    #expect(try weights(.none, seed: 2) != first)
  }

  @Test func stepsShareWhatTheyTrainAndKeepTheirOwnHistories() throws {
    let trained = try experiment.makeTrial(try specification(.lnThenRn), resumingFrom: nil).parameters.map(\.name)
    #expect(trained.filter { $0.contains(".ln.") }.count == 4)
    let one = try experiment.makeTrial(try specification(.rn), resumingFrom: nil).checkpoint().count
    let more = ["drawingSteps": SettingValue.integer(3)]
    let two = try experiment.makeTrial(try specification(.rn, more: more), resumingFrom: nil).checkpoint().count
    // Two more histories of m, s, n and C, each with its length.
    #expect(two - one == 2 * (4 + 1) * 8)
  }

  @Test func shufflingChangesTheOrderAndFileOrderStays() throws {
    let file = try run(try specification(.none)).curves["trainLoss"]!
    let shuffled = try run(try specification(.none, more: ["order": .text("shuffled")])).curves["trainLoss"]!
    #expect(file.map(\.step) == shuffled.map(\.step))
    #expect(file != shuffled)
  }

  @Test func probingDoesNotChangeWhatIsTrained() throws {
    let plain = try run(try specification(.ln))
    let probed = try run(try specification(.ln, more: ["probe": .boolean(true)]))
    #expect(plain.metrics == probed.metrics)
    let lengths = ["encoder", "decoder"].flatMap { cell in [1, 2].map { "codeLength.\(cell).step\($0)" } }
    for name in lengths {
      #expect(probed.curves[name]!.count == probed.curves["trainLoss"]!.count)
      // Corrected semantics start at log 2, whatever the data.
      #expect(abs(probed.curves[name]![0].value - 0.6931) < 1e-3)
    }
    #expect(plain.curves[lengths[0]] == nil)
  }

  @Test func aTrainingThatDivergesReportsItselfAsDiverged() throws {
    let result = try run(
      try specification(.none, more: ["learningRate": .number(10), "gradientNorm": .integer(0)]))
    let losses = try #require(result.curves["trainLoss"])
    #expect(result.outcome == .diverged(at: losses.last?.step) && losses.dropLast().allSatisfy(\.value.isFinite))
    #expect(result.metrics.isEmpty && result.pictures.isEmpty)
  }

  @Test(
    arguments: [
      (["normalization": .text("rbn"), "semantics": .text("published")], "semantics: corrected"),
      (["normalization": .text("rn")], "state semantics"),
      (["normalization": .text("none"), "patchSize": .integer(9)], "patchSize: 2 to 8"),
    ] as [([String: SettingValue], String)])
  func settingsThatCannotBeCombinedAreRefusedWithTheRemedy(stated: [String: SettingValue], advice: String) throws {
    let conflict = #expect(throws: SettingConflict.self) { try experiment.specification(stated, seed: 1) }
    #expect(conflict?.description.contains(advice) == true)
  }

  @Test func aWideWindowSuitsLargerImages() throws {
    let stated: [String: SettingValue] = [
      "normalization": .text("none"), "patchSize": .integer(12), "dataset": .text("mnist"),
    ]
    #expect(try experiment.specification(stated, seed: 1).data.count == 4)
  }

  @Test func theCheckpointOfAnotherTrialIsRefused() throws {
    let checkpoint = try experiment.makeTrial(try specification(.rn), resumingFrom: nil).checkpoint()
    #expect(throws: CheckpointError.self) {
      try experiment.makeTrial(try specification(.rn, seed: 2), resumingFrom: checkpoint)
    }
    #expect(throws: CheckpointError.self) {
      try experiment.makeTrial(try specification(.rn), resumingFrom: Array(checkpoint.dropLast(9)))
    }
  }

  @Test func picturesShowTheModelAndDoNotChangeIt() throws {
    let specification = try specification(.rn, more: ["epochs": .integer(1)])
    let undisturbed = try run(specification).encoded()
    let trial = try #require(
      try experiment.makeTrial(specification, resumingFrom: nil) as? any IllustratedTrial)
    _ = try trial.advance(steps: 2)
    let pictures = trial.pictures()
    #expect(trial.pictures() == pictures)
    #expect(
      pictures.map(\.name) == ["samples", "samples-by-step", "reconstructions", "reconstructions-by-step"])
    guard case .finished(let result) = try trial.advance(steps: trial.progress.totalSteps) else {
      Issue.record("the trial goes on after all its steps")
      return
    }
    #expect(try result.encoded() == undisturbed)
    #expect(trial.pictures()[0] != pictures[0])
    #expect(result.pictures == trial.pictures())
  }

  @Test func aResultHoldsPicturesOnRequestAndOtherwiseHasItsOlderBytes() throws {
    let asked = try specification(.none, more: ["epochs": .integer(1)])
    let former = try specification(.none, more: ["epochs": .integer(1), "pictures": .boolean(false)])
    #expect(former.settings["pictures"] == nil)
    #expect(asked.identifier != former.identifier)
    var result = try run(asked)
    #expect(result.pictures.count == 4)
    result.pictures = []
    #expect(try result.encoded() == run(former).encoded())
  }

  @Test func aFilmstripOfManyStepsStaysWithinItsRoomAndEndsWithTheLastStep() throws {
    let many = try specification(.none, more: ["epochs": .integer(1), "drawingSteps": .integer(23)])
    let pictures = try run(many).pictures
    // Ten tiles of 8 pixels and eleven gaps; a reconstruction has its image in front.
    #expect(pictures.map(\.width) == [46, 91, 46, 100])
    let (samples, strip) = (pictures[0], pictures[1])
    for row in 1...8 {
      let (first, last) = (row * samples.width + 1, row * strip.width + 9 * 9 + 1)
      #expect(samples.pixels[first..<first + 8] == strip.pixels[last..<last + 8])
    }
  }

  @Test func aPlanNamesTheSettingThatIdentitiesLeaveOut() throws {
    let sweep = "task: draw\nseeds: 1\ngrid: {normalization: [none, ln]}\nfixed: {pictures: false}\n"
    let plan = try Plan(yaml: sweep, file: "sweep.yaml", experiments: [experiment])
    #expect(plan.trials.allSatisfy { $0.specification.settings["pictures"] == nil })
    let summary = PlanSummary(plan, task: experiment.task, directory: plan.defaultDirectory, done: nil)
    #expect(summary.text.contains(/pictures +false\n/))
  }
}
