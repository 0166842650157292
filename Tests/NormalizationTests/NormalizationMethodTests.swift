import Layers
import Testing

@Suite struct NormalizationMethodTests {
  @Test func sweepFilesKnowTheseNamesInThisOrder() {
    #expect(
      NormalizationMethod.allCases.map(\.rawValue)
        == [
          "none", "bn", "ln", "wn", "rn", "rbn", "rln", "sn", "ln+rn", "rn+ln", "gain", "ln+rbn", "ln+rln", "ln+sn",
          "ln+gain", "bn+rn", "bn+rbn", "bn+rln", "bn+sn", "bn+gain", "wn+rn", "wn+rbn", "wn+rln", "wn+sn", "wn+gain",
        ])
    #expect(NormalizationMethod.allCases.allSatisfy { NormalizationMethod(rawValue: $0.rawValue) == $0 })
    #expect(NormalizationMethod(rawValue: "rn+bn") == nil)
  }

  @Test func aCombinationHasTheFactsOfItsParts() throws {
    let (first, second) = (NormalizationMethod.lnThenRn, NormalizationMethod.rnThenLn)
    #expect(first.parts == [.ln, .rn] && second.parts == [.rn, .ln])
    for method in [first, second] {
      #expect(method.hasSemantics && method.multipliesByHistory && method.centersRows)
      #expect(!method.keepsRunningStatistics && !method.usesClassShare)
      #expect(method.normalizesOutputs && !method.normalizesWeights)
    }
    let third = try #require(NormalizationMethod(rawValue: "wn+sn"))
    #expect(third.normalizesOutputs && third.normalizesWeights && third.usesClassShare)
    #expect(first.meaning == "layer normalization, then regularity normalization")
  }

  @Test func aCodeLengthAfterLayerNormNeedsTwoFeatures() {
    let names = NormalizationMethod.allCases.filter { $0.fewestFeatures > 1 }.map(\.rawValue)
    #expect(names == ["ln+rn", "ln+rbn", "ln+rln", "ln+sn"])
  }

  @Test func onlyPublishedRbnAndItsCombinationsKeepRows() {
    for semantics in Semantics.allCases {
      let kept = NormalizationMethod.allCases.filter { $0.needsEqualBatches(semantics) }.map(\.rawValue)
      #expect(kept == (semantics == .published ? ["rbn", "ln+rbn", "bn+rbn", "wn+rbn"] : []))
    }
  }
}
