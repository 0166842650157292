extension Sample {
  /// The two-sided p-values of t and of its skewness-corrected form for a mean of 0.
  ///
  /// Of values that are all equal the limit: 1 where they are zero, and 0, which leaves the answer to an exact test, where
  /// they are not. 1 where n = 1 or the values are too large.
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
