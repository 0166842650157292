import Layers
import Tensors
import Testing

/// Normalizations of the steps of a recurrence: all steps share parameters, and steps with one state name share a
/// state.
@Suite struct NormalizationStepsTests {
  private func variables(_ method: NormalizationMethod, _ states: [String]) -> Variables {
    let variables = Variables()
    _ = method.makeSteps(states, features: 3, batchRows: 4, semantics: .corrected, in: variables, name: "h")
    return variables
  }

  @Test(arguments: NormalizationMethod.allCases) func parametersAreThePlacesAndStatesTheSteps(
    method: NormalizationMethod
  ) {
    let one = variables(method, ["h"])
    let apart = variables(method, ["h.step1", "h.step2", "h.step3"])
    let shared = variables(method, ["h.step1", "h.later", "h.later"])
    #expect(apart.parameters.map(\.name) == one.parameters.map(\.name))
    #expect(apart.states.count == 3 * one.states.count)
    #expect(shared.states.count == 2 * one.states.count)
  }

  /// The outputs of the same training batch through one normalization after the other.
  private func outputs(_ normalizations: [any Normalization]) -> [[Float]] {
    let tape = Tape()
    let x = Block(.float32, count: 12)
    for index in 0..<12 { x.floats[index] = Float(index % 5) - 1.5 }
    return normalizations.map { $0(tape.tensor(x, [4, 3]), NormalizationCall(.training)).elements }
  }

  @Test(arguments: [NormalizationMethod.rn, .rln, .gain, .lnThenRn]) func stepsThatShareAStateCountTogether(
    method: NormalizationMethod
  ) {
    func run(_ states: [String]) -> [[Float]] {
      let variables = Variables()
      let steps = method.makeSteps(states, features: 3, batchRows: 4, semantics: .corrected, in: variables, name: "h")
      variables.layOut(seed: 1)
      return outputs(steps)
    }
    let apart = run(["1", "2", "3"])
    #expect(apart[0] == apart[1] && apart[1] == apart[2])
    let shared = run(["1", "2", "2"])
    #expect(shared[0] == shared[1] && shared[1] != shared[2])
  }

  @Test(arguments: NormalizationMethod.allCases) func aForgottenHistoryHasNoEffect(method: NormalizationMethod) {
    let variables = Variables()
    let normalization = method.make(features: 3, batchRows: 4, semantics: .corrected, in: variables, name: "h")
    variables.layOut(seed: 1)
    let first = outputs([normalization])
    let second = outputs([normalization])
    normalization.forget()
    #expect(outputs([normalization]) == first)
    // LayerNorm divides rn's multiplier out again, up to its eps.
    if method != .rnThenLn { #expect((first == second) == [.none, .bn, .ln, .wn].contains(method)) }
  }

  @Test(arguments: NormalizationMethod.allCases) func anUnscaledNormalizationIsTheRestOfTheCombination(
    method: NormalizationMethod
  ) {
    let parts = method.parts.isEmpty ? [method] : method.parts
    let rest = parts.first { [.bn, .ln].contains($0) } ?? .none
    let unscaled = [method, rest].map { method in
      let variables = Variables()
      let normalization = method.make(features: 3, batchRows: 4, semantics: .corrected, in: variables, name: "h")
      variables.layOut(seed: 1)
      return outputs([normalization.unscaled])
    }
    #expect(unscaled[0] == unscaled[1])
  }
}
