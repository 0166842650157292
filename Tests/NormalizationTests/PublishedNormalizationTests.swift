import Layers
import Optimizers
import Tensors
import TestSupport
import Testing

@Suite(.fixtures(NormalizationFixture.fileName)) struct PublishedNormalizationTests {
  private let fixture = NormalizationFixture.shared!

  @Test(arguments: NormalizationFixture.shared?.cases.map(\.name) ?? [])
  func outputsGradientsAndHistoriesAgreeWithTheReference(name: String) throws {
    let reference = try #require(fixture.cases.first { $0.name == name })
    if reference.kind == "WN" { return try checkWeightNorm(reference) }
    let method = try #require(Self.methods[reference.kind], "no method is known for kind \(reference.kind)")
    let relative = fixture.tolerance.float32["rel_to_max_\(name)"] ?? fixture.tolerance.float32["rel_to_max"]!
    let shape = reference.steps[0].x.shape
    let variables = Variables()
    let normalization = method.make(
      features: shape[1], batchRows: shape[0], semantics: .published, in: variables, name: "n")
    variables.layOut(seed: 0)
    for (parameter, key) in zip(variables.parameters, ["gamma", "beta"]) {
      _ = parameter.values.floats.update(fromContentsOf: reference.params![key]!.floats)
    }
    for (index, step) in reference.steps.enumerated() {
      let place = "\(name), step \(index)"
      let result = run(normalization, step, variables)
      expect(result.y, step.y, relative, "\(place): y")
      expect(result.gradient, step.grad_x, relative, "\(place): gradient of x")
      for (parameter, wanted) in zip(variables.parameters, [step.grad_gamma, step.grad_beta]) {
        expect(Array(parameter.gradients.floats), wanted!, relative, "\(place): gradient of \(parameter.name)")
      }
      checkMemory(variables, step, relative, place)
    }
  }

  private static let methods: [String: NormalizationMethod] = [
    "RN": .rn, "RBN": .rbn, "RLN": .rln, "SN": .sn, "LN_RN": .lnThenRn, "RN_LN": .rnThenLn, "BN": .bn, "LN": .ln,
  ]

  private func run(
    _ normalization: any Normalization, _ step: NormalizationFixture.Step, _ variables: Variables
  ) -> (y: [Float], gradient: [Float]) {
    let inputs = Variables()
    let shape = Shape(step.x.shape)
    let x = inputs.parameter("x", shape, initial: .values(step.x.floats))
    let weights = inputs.parameter("w", shape, initial: .values(step.w.floats))
    inputs.layOut(seed: 0)
    let tape = Tape()
    var share: Tensor?
    if let labels = step.labels {
      let block = Block(.int32, count: labels.count)
      _ = block.integers.update(fromContentsOf: labels)
      share = tape.tensor(block, [labels.count]).logClassShare(classes: 1 + Int(labels.max()!))
    }
    let mode: NormalizationCall.Mode = step.mode == "train" ? .training : .evaluation
    let y = normalization(tape.tensor(x), NormalizationCall(mode, logClassShare: share))
    tape.backward(from: (y * tape.tensor(weights).detached).sum(), clearing: variables)
    return (y.elements, Array(x.gradients.floats))
  }

  private func checkMemory(
    _ variables: Variables, _ step: NormalizationFixture.Step, _ relative: Double, _ place: String
  ) {
    if let history = step.history, let state = variables.states.first(where: { $0.name.hasSuffix(".history") }) {
      let remembered = Array(state.block.doubles)
      let wanted = [history.mean, history.std, history.count] + step.comp!.data
      for (got, want) in zip(remembered, wanted) {
        #expect(abs(got - want) <= 1e-5 + relative * abs(want), "\(place): history \(remembered), not \(wanted)")
      }
    }
    if let mean = step.running_mean, let variance = step.running_var {
      let both = FixtureTensor(shape: [2, mean.data.count], data: mean.data + variance.data)
      expect(Array(variables.states[0].block.floats), both, relative, "\(place): running statistics")
    }
  }

  private func checkWeightNorm(_ reference: NormalizationFixture.Case) throws {
    let params = reference.params!
    let variables = Variables()
    let linear = Linear(
      params["v"]!.shape[1], params["v"]!.shape[0], weightNorm: true, in: variables, name: "fc")
    variables.layOut(seed: 0)
    let values = ["fc.weight": params["v"]!.permuted([1, 0]), "fc.bias": params["bias"]!, "fc.gain": params["g"]!]
    for parameter in variables.parameters {
      _ = parameter.values.floats.update(fromContentsOf: values[parameter.name]!.floats)
    }
    let relative = fixture.tolerance.float32["rel_to_max"]!
    for step in reference.steps {
      let inputs = Variables()
      let x = inputs.parameter("x", Shape(step.x.shape), initial: .values(step.x.floats))
      let weights = inputs.parameter("w", Shape(step.w.shape), initial: .values(step.w.floats))
      inputs.layOut(seed: 0)
      let tape = Tape()
      let y = linear(tape.tensor(x))
      tape.backward(from: (y * tape.tensor(weights).detached).sum())
      expect(y.elements, step.y, relative, "y")
      expect(Array(x.gradients.floats), step.grad_x, relative, "gradient of x")
      let wanted = ["fc.weight": step.grad_v!.permuted([1, 0]), "fc.bias": step.grad_bias!, "fc.gain": step.grad_g!]
      for parameter in variables.parameters {
        expect(Array(parameter.gradients.floats), wanted[parameter.name]!, relative, parameter.name)
      }
    }
  }

  @Test(arguments: NormalizationFixture.shared?.training.map(\.name) ?? [])
  func aTrainedPerceptronAgreesWithTheReference(name: String) throws {
    let reference = try #require(fixture.training.first { $0.name == name })
    let method = try #require(Self.methods[reference.kind])
    let sizes = reference.sizes
    let variables = Variables()
    let layers = (0..<3).map { Linear(sizes[$0], sizes[$0 + 1], in: variables, name: "fc\($0)") }
    let normalizations = (1...2).map {
      method.make(
        features: sizes[$0], batchRows: reference.steps[0].x.shape[0], semantics: .published, in: variables,
        name: "n\($0)")
    }
    variables.layOut(seed: 0)
    for (index, parameter) in variables.parameters.enumerated() {
      let layer = index / 2
      let values = index % 2 == 0 ? reference.initial.W[layer].permuted([1, 0]) : reference.initial.b[layer]
      _ = parameter.values.floats.update(fromContentsOf: values.floats)
    }
    let optimizer = StochasticGradientDescent(
      variables, learningRate: reference.learning_rate, momentum: reference.momentum)
    let relative = 2e-4
    for (index, step) in reference.steps.enumerated() {
      let place = "\(name), step \(index)"
      let tape = Tape()
      let images = Block(.float32, count: step.x.data.count)
      _ = images.floats.update(fromContentsOf: step.x.floats)
      let labelBlock = Block(.int32, count: step.labels.count)
      _ = labelBlock.integers.update(fromContentsOf: step.labels)
      let labels = tape.tensor(labelBlock, [step.labels.count])
      let training = step.mode == "train"
      let share = reference.kind == "SN" && training ? labels.logClassShare(classes: sizes[3]) : nil
      let call = NormalizationCall(training ? .training : .evaluation, activation: .relu, logClassShare: share)
      var x = tape.tensor(images, Shape(step.x.shape))
      for layer in 0..<2 { x = normalizations[layer](layers[layer](x), call) }
      let logits = layers[2](x)
      let loss = logits.crossEntropy(labels)
      expect(logits.elements, step.logits, relative, "\(place): logits")
      #expect(abs(Double(loss.elements[0]) - step.loss) <= 1e-5 + relative * abs(step.loss), "\(place): loss")
      if training {
        tape.backward(from: loss)
        optimizer.update(on: tape)
      }
      let histories = variables.states.filter { $0.name.hasSuffix(".history") }
      for (state, (history, comp)) in zip(histories, zip(step.history, step.comp)) {
        for (got, want) in zip(state.block.doubles, [history.mean, history.std, history.count] + comp.data) {
          #expect(abs(got - want) <= 1e-5 + relative * abs(want), "\(place): \(state.name) \(got), not \(want)")
        }
      }
    }
    for (index, parameter) in variables.parameters.enumerated() {
      let wanted = index % 2 == 0 ? reference.final.W[index / 2].permuted([1, 0]) : reference.final.b[index / 2]
      expect(Array(parameter.values.floats), wanted, relative, "\(name): final \(parameter.name)")
    }
  }
}

/// Every element within `relative` of the largest wanted one, and 1e-5.
private func expect(_ got: [Float], _ want: FixtureTensor, _ relative: Double, _ what: String) {
  Tolerance(absolute: 1e-5, relativeToMaximum: relative).expect(got, near: want.data, what)
}
