import CKernels
import Optimizers
import Tensors
import TestSupport
import Testing

/// Every case of `optimizers.json`, on every body of kernels that this machine runs.
@Suite struct OptimizerFixtureTests {
  /// The file's own tolerance is for double precision. Five updates in single precision round about ten times each, to
  /// 6e-8 of a number; where a velocity's terms cancel, it is as exact as the largest of them.
  private let tolerance = Tolerance(absolute: 1e-7, relative: 2e-6, relativeToMaximum: 2e-7)

  private static let bodies = {
    let widest = regnorm_body()
    defer { _ = regnorm_use_body(widest) }
    return [KernelBody.portable, .avx2, .avx512].filter { regnorm_use_body($0) }
  }()

  @Test(arguments: try OptimizerCase.file.get().cases.all, bodies)
  func updatesAreTheRecordedOnes(_ recorded: FixtureCase<OptimizerCase>, on body: KernelBody) throws {
    let widest = regnorm_body()
    defer { _ = regnorm_use_body(widest) }
    try #require(regnorm_use_body(body))
    let fixture = try recorded.contents()
    let variables = Variables()
    for (index, tensor) in fixture.initial.enumerated() {
      _ = variables.parameter("p\(index)", Shape(tensor.shape), initial: .values(tensor.floats))
    }
    variables.layOut(seed: 0)
    let optimizer = try fixture.optimizer(of: variables)
    let clip = fixture.hyper.clip_total_norm.map { GradientClip(variables, maximumNorm: $0) }
    let update = CompiledStep(fixture.name, gradients: false) { optimizer.update(on: $0, clip: clip) }
    for (number, step) in fixture.steps.enumerated() {
      for (parameter, gradient) in zip(variables.parameters, step.grads) {
        _ = parameter.gradients.floats.update(fromContentsOf: gradient.floats)
      }
      try update.run()
      let place = "\(fixture.name), step \(number)"
      #expect((step.total_norm == nil) == (clip == nil), "\(place): a norm belongs to clipping")
      if let norm = step.total_norm, let clip {
        tolerance.expect([clip.lastNorm], near: [norm], "\(place): the gradients' norm")
      }
      for (parameter, want) in zip(variables.parameters, step.params) {
        tolerance.expect(Array(parameter.values.floats), near: want.data, "\(place): \(parameter.name)")
      }
      #expect(Set(step.states.keys) == Set(variables.states.map(\.name)).subtracting(["adam.powers"]), "\(place)")
      for state in variables.states {
        for (parameter, want) in zip(variables.parameters, step.states[state.name] ?? []) {
          tolerance.expect(
            elements(of: state, at: parameter, in: variables), near: want.data, "\(place): \(state.name)")
        }
      }
    }
  }

  private func elements(of state: State, at parameter: Parameter, in variables: Variables) -> [Float] {
    let start = parameter.values.floats.baseAddress! - variables.values.floats.baseAddress!
    return Array(state.block.floats[start..<start + parameter.shape.count])
  }
}
