extension NormalizationMethod: CaseIterable {
  /// LayerNorm, then regularity normalization.
  public static let lnThenRn = ln + rn

  /// Regularity normalization, then LayerNorm.
  public static let rnThenLn = rn + ln

  /// Every method, in the order in which help lists them.
  public static let allCases: [NormalizationMethod] = [
    none, bn, ln, wn, rn, rbn, rln, sn, lnThenRn, rnThenLn, gain,
  ]
}
