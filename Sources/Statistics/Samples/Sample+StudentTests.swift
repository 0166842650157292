extension Sample {
  /// The two-sided p-values of t and of its skewness-corrected form for a mean of 0.
  ///
  /// For equal values p is the limit: 1 if they are zero, otherwise 0, which leaves the decision to an exact test. p is
  /// 1 if n = 1 or the values are too large.
  var studentTests: [PValue] {
    do {
      return [try meanEstimate().p(), try skewnessCorrectedP()]
    } catch .noSpread {
      return [PValue(clamping: mean == 0 ? 1 : 0)]
    } catch {
      return [PValue(clamping: 1)]
    }
  }
}
