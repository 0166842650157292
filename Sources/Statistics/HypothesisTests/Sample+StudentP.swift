extension Sample {
  /// The two-sided p-value of Welch's t for `self` and `other`.
  ///
  /// Of two constant samples the limit: 1 where their means are equal, and 0, which leaves the answer to an exact test,
  /// where they are not. 1 where a sample has one value or the values are too large.
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
