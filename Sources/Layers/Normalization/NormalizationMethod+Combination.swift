extension NormalizationMethod {
  /// `first`, then `second`.
  ///
  /// A code length after BatchNorm is not a number for a batch of equal rows, because BatchNorm makes zeros of them.
  static func + (first: NormalizationMethod, second: NormalizationMethod) -> NormalizationMethod {
    NormalizationMethod(
      "\(first.rawValue)+\(second.rawValue)", title: "\(first.title), then \(second.title)",
      normalizesOutputs: first.normalizesOutputs || second.normalizesOutputs,
      normalizesWeights: first.normalizesWeights || second.normalizesWeights,
      keepsRunningStatistics: first.keepsRunningStatistics || second.keepsRunningStatistics,
      multipliesByHistory: first.multipliesByHistory || second.multipliesByHistory,
      hasSemantics: first.hasSemantics || second.hasSemantics,
      usesClassShare: first.usesClassShare || second.usesClassShare,
      publishedKeepsRows: first.publishedKeepsRows || second.publishedKeepsRows,
      centersRows: first.centersRows || second.centersRows, fewestRows: max(first.fewestRows, second.fewestRows),
      // A code length needs a deviation. A row of one feature, centred, is a constant and has none.
      fewestFeatures: max(
        first.centersRows && second.hasSemantics ? 2 : 1, first.fewestFeatures, second.fewestFeatures),
      parts: [first, second]
    ) { site in
      zip(first.layers(site), second.layers(site)).map { ChainedNormalization($0, $1) }
    }
  }
}
