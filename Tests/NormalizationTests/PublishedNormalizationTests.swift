import Layers
import Optimizers
import Tensors
import TestSupport
import Testing

@Suite struct PublishedNormalizationTests {
  private static let methods: [String: NormalizationMethod] = [
    "RN": .rn, "RBN": .rbn, "RLN": .rln, "SN": .sn, "LN_RN": .lnThenRn, "RN_LN": .rnThenLn, "BN": .bn, "LN": .ln,
  ]

  @Test(arguments: try NormalizationFixture.file.get().cases.all)
  func outputsGradientsAndHistoriesAgreeWithTheReference(_ recorded: FixtureCase<NormalizationCase>) throws {
    let reference = try recorded.contents()
    let tolerance = try NormalizationFixture.file.get().tolerance.of(reference.name)
    if reference.kind == "WN" { return try checkWeightNorm(reference, tolerance) }
    let method = try #require(Self.methods[reference.kind], "no method is known for kind \(reference.kind)")
    let variables = Variables()
    let normalization = method.make(
      features: reference.features, batchRows: reference.steps[0].x.shape[0], semantics: .published, in: variables,
      name: "n")
    variables.layOut(seed: 0)
    for (parameter, key) in zip(variables.parameters, ["gamma", "beta"]) {
      try set(parameter, to: reference.parameter(key))
    }
    for (index, step) in reference.steps.enumerated() {
      let place = "\(reference.name), step \(index)"
      var share: Tensor?
      let tape = Tape()
      if let labels = step.labels {
        share = tape.tensor(.of(labels), [labels.count]).logClassShare(classes: 1 + Int(labels.max() ?? 0))
      }
      let call = NormalizationCall(step.mode == .train ? .training : .evaluation, logClassShare: share)
      try checkStep(step, on: tape, variables, tolerance, place) { normalization($0, call) }
      let wanted = [step.grad_gamma, step.grad_beta].compactMap(\.self)
      try checkGradients(of: variables, wanted, tolerance, place)
      try checkMemory(variables, step, tolerance, place)
    }
  }

  private func checkWeightNorm(_ reference: NormalizationCase, _ tolerance: Tolerance) throws {
    let (gain, bias) = (try reference.parameter("g"), try reference.parameter("bias"))
    let direction = try reference.parameter("v").permuted([1, 0])
    let variables = Variables()
    let linear = Linear(reference.features, gain.data.count, weightNorm: true, in: variables, name: "fc")
    variables.layOut(seed: 0)
    #expect(variables.parameters.map(\.name) == ["fc.weight", "fc.bias", "fc.gain"])
    for (parameter, values) in zip(variables.parameters, [direction, bias, gain]) { try set(parameter, to: values) }
    for (index, step) in reference.steps.enumerated() {
      let place = "\(reference.name), step \(index)"
      try checkStep(step, on: Tape(), variables, tolerance, place) { linear($0) }
      let wanted = [try step.grad_v?.permuted([1, 0]), step.grad_bias, step.grad_g].compactMap(\.self)
      try checkGradients(of: variables, wanted, tolerance, place)
    }
  }

  /// Runs the step's batch through `layer` and back, and compares outputs, loss and the gradient of the batch.
  private func checkStep(
    _ step: NormalizationCase.Step, on tape: Tape, _ variables: Variables, _ tolerance: Tolerance, _ place: String,
    _ layer: (Tensor) -> Tensor
  ) throws {
    let inputs = Variables()
    let x = inputs.parameter("x", Shape(step.x.shape), initial: .values(step.x.floats))
    inputs.layOut(seed: 0)
    let y = layer(tape.tensor(x))
    let loss = (y * tape.tensor(.of(step.w.floats), Shape(step.w.shape))).sum()
    tape.backward(from: loss, clearing: variables)
    tolerance.expect(y.elements, near: step.y.data, "\(place): y")
    // The loss is as exact as the largest of its terms.
    let terms = zip(step.w.data, step.y.data).map { $0 * $1 }
    #expect(
      abs(Double(loss.elements[0]) - step.loss) <= tolerance.allowed(beside: terms) * Double(terms.count),
      "\(place): loss \(loss.elements[0]), not \(step.loss)")
    tolerance.expect(Array(x.gradients.floats), near: step.grad_x.data, "\(place): gradient of x")
  }

  private func checkGradients(
    of variables: Variables, _ wanted: [FixtureTensor], _ tolerance: Tolerance, _ place: String
  ) throws {
    try #require(wanted.count == variables.parameters.count, "\(place): \(wanted.count) gradients of parameters")
    for (parameter, want) in zip(variables.parameters, wanted) {
      tolerance.expect(
        Array(parameter.gradients.floats), near: want.data, "\(place): gradient of \(parameter.name)")
    }
  }

  private func checkMemory(
    _ variables: Variables, _ step: NormalizationCase.Step, _ tolerance: Tolerance, _ place: String
  ) throws {
    if let state = variables.states.first(where: { $0.name.hasSuffix(".history") }) {
      let (history, comp) = (try #require(step.history, "\(place)"), try #require(step.comp, "\(place)"))
      tolerance.expect(state, near: history, comp, place)
    }
    if let mean = step.running_mean, let variance = step.running_var {
      tolerance.expect(
        Array(variables.states[0].block.floats), near: mean.data + variance.data, "\(place): running statistics")
    }
  }

  @Test(arguments: try NormalizationFixture.file.get().training.all)
  func aTrainedPerceptronAgreesWithTheReference(_ recorded: FixtureCase<TrainingCase>) throws {
    let reference = try recorded.contents()
    let method = try #require(Self.methods[reference.kind], "no method is known for kind \(reference.kind)")
    let (sizes, depth) = (reference.sizes, reference.depth)
    let variables = Variables()
    let layers = (0..<depth).map { Linear(sizes[$0], sizes[$0 + 1], in: variables, name: "fc\($0)") }
    let normalizations = (1..<depth).map {
      method.make(
        features: sizes[$0], batchRows: reference.steps[0].x.shape[0], semantics: .published, in: variables,
        name: "n\($0)")
    }
    variables.layOut(seed: 0)
    for (parameter, values) in zip(variables.parameters, try reference.initial.arranged()) {
      try set(parameter, to: values)
    }
    let optimizer = StochasticGradientDescent(
      variables, learningRate: reference.learning_rate, momentum: reference.momentum)
    let tolerance = Tolerance(absolute: 1e-5, relativeToMaximum: 2e-4)
    for (index, step) in reference.steps.enumerated() {
      let place = "\(reference.name), step \(index)"
      let tape = Tape()
      let labels = tape.tensor(.of(step.labels), [step.labels.count])
      let training = step.mode == .train
      let share = reference.kind == "SN" && training ? labels.logClassShare(classes: sizes[depth]) : nil
      let call = NormalizationCall(training ? .training : .evaluation, activation: .relu, logClassShare: share)
      var x = tape.tensor(.of(step.x.floats), Shape(step.x.shape))
      for (layer, normalization) in zip(layers, normalizations) { x = normalization(layer(x), call) }
      let logits = layers[depth - 1](x)
      let loss = logits.crossEntropy(labels)
      tolerance.expect(logits.elements, near: step.logits.data, "\(place): logits")
      tolerance.expect(loss.elements, near: [step.loss], "\(place): loss")
      if training {
        tape.backward(from: loss)
        optimizer.update(on: tape)
      }
      let histories = variables.states.filter { $0.name.hasSuffix(".history") }
      #expect(histories.count == step.history.count, "\(place)")
      for (state, (history, comp)) in zip(histories, zip(step.history, step.comp)) {
        tolerance.expect(state, near: history, comp, "\(place): \(state.name)")
      }
    }
    for (parameter, want) in zip(variables.parameters, try reference.final.arranged()) {
      tolerance.expect(
        Array(parameter.values.floats), near: want.data, "\(reference.name): final \(parameter.name)")
    }
  }

  private func set(_ parameter: Parameter, to values: FixtureTensor) throws {
    try requireFixture(
      values.shape == parameter.shape.extents, "\(values.shape) for the parameter \(parameter.name), \(parameter.shape)"
    )
    _ = parameter.values.floats.update(fromContentsOf: values.floats)
  }
}

extension Tolerance {
  /// Compares a layer's history with a recorded one, number by number, because the numbers differ in size.
  fileprivate func expect(_ state: State, near history: RecordedHistory, _ comp: FixtureTensor, _ place: String) {
    let remembered = Array(state.block.doubles)
    let wanted = [history.mean, history.std, history.count] + comp.data
    guard wanted.count <= remembered.count else {
      Issue.record("\(place): comp has \(comp.data.count) entries, more than the history's \(remembered.count - 3)")
      return
    }
    for (index, want) in wanted.enumerated() {
      expect([remembered[index]], near: [want], "\(place): history[\(index)]")
    }
  }
}
