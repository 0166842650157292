import Layers
import Tensors
import TestSupport
import Testing

/// Normalizations with regularity layers and gains switched off.
@Suite struct UnscaledNormalizationTests {
  private let input = Block.of((0..<24).map { Float($0 * 7 % 11) - 5 })

  private func output(_ method: NormalizationMethod, whole: Bool) -> [Float] {
    let variables = Variables()
    let normalization = method.make(features: 4, batchRows: 6, semantics: .corrected, in: variables, name: "place")
    variables.layOut(seed: 1)
    let x = Tape().tensor(input, [6, 4])
    let call = NormalizationCall(.training, activation: .tanh)
    return (whole ? normalization(x, call) : normalization.unscaled(x, call)).elements
  }

  @Test(arguments: [NormalizationMethod.rn, .rbn, .rln, .sn, .gain])
  func aMultiplierIsLeftOut(_ method: NormalizationMethod) {
    #expect(output(method, whole: false) == output(.none, whole: true))
    #expect(output(method, whole: true) != output(.none, whole: true))
  }

  @Test(arguments: [NormalizationMethod.lnThenRn, .rnThenLn])
  func theLayerNormOfACombinationStays(_ method: NormalizationMethod) {
    #expect(output(method, whole: false) == output(.ln, whole: true))
  }

  @Test(arguments: [NormalizationMethod.none, .bn, .ln])
  func otherNormalizationsStayWhole(_ method: NormalizationMethod) {
    #expect(output(method, whole: false) == output(method, whole: true))
  }
}
