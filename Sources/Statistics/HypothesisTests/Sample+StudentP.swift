extension Sample {
  /// The two-sided p-value of Welch's t for `self` and `other`.
  ///
  /// For two constant samples p is the limit: 1 if their means are equal, otherwise 0, which leaves the decision to an
  /// exact test. p is 1 if a sample has one value or the values are too large.
  func studentP(of other: Sample) -> PValue {
    do {
      return try difference(from: other).p()
    } catch .noSpread {
      return PValue(clamping: mean == other.mean ? 1 : 0)
    } catch {
      return PValue(clamping: 1)
    }
  }
}
