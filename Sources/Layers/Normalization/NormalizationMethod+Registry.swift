extension NormalizationMethod: CaseIterable {
  /// LayerNorm, then regularity normalization.
  public static let lnThenRn = ln + rn

  /// Regularity normalization, then LayerNorm.
  public static let rnThenLn = rn + ln

  /// LayerNorm, then the control of the regularity layers.
  public static let lnThenGain = ln + gain

  /// Every method, in the order in which help lists them: all single ones and, of combinations, every multiplier after
  /// every normalizer, and `rn+ln`.
  public static let allCases: [NormalizationMethod] =
    [none, bn, ln, wn, rn, rbn, rln, sn, lnThenRn, rnThenLn] + [gain, ln + rbn, ln + rln, ln + sn, lnThenGain]
    + [bn, wn].flatMap { normalizer in [rn, rbn, rln, sn, gain].map { normalizer + $0 } }
}
