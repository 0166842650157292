extension NormalizationMethod {
  /// Regularity normalization.
  public static let rn = regularity(
    "rn", "regularity normalization", "one code length for a layer's whole output", .all)

  /// Regularity batch normalization.
  public static let rbn = regularity(
    "rbn", "regularity batch normalization", "a code length for each sample of the batch", .rows)

  /// Regularity layer normalization.
  public static let rln = regularity(
    "rln", "regularity layer normalization", "a code length for each feature of the layer", .columns)

  /// Saliency normalization.
  public static let sn = regularity(
    "sn", "saliency normalization",
    "in training rn with a longer code for samples of rarer classes; in tests rn", .all, saliency: true)

  private static func regularity(
    _ name: String, _ title: String, _ detail: String, _ grouping: Grouping, saliency: Bool = false
  ) -> NormalizationMethod {
    NormalizationMethod(
      name, title: title, detail: detail, multipliesByHistory: true, hasSemantics: true, usesClassShare: saliency,
      publishedKeepsRows: grouping == .rows
    ) { site in
      site.perState { state in
        RegularityNormalization(
          features: site.features, batchRows: site.batchRows, grouping: grouping, semantics: site.semantics,
          saliency: saliency, in: site.variables, name: state + ".rn")
      }
    }
  }
}
