/// The alternative to the hypothesis that two samples do not differ.
public enum Alternative: Sendable, Hashable, CaseIterable {
  /// The first sample's values are larger or smaller.
  case twoSided
  /// The first sample's values are larger.
  case greater
  /// The first sample's values are smaller.
  case less
}
