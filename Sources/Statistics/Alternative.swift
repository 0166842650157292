/// The side on which a difference of the first sample from the second would count.
public enum Alternative: Sendable, Hashable, CaseIterable {
  /// The first sample's values are larger or smaller.
  case twoSided
  /// The first sample's values are larger.
  case greater
  /// The first sample's values are smaller.
  case less
}
