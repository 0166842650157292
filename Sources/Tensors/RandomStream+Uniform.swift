extension RandomStream {
  /// A uniform number in [low, high): `low` plus a whole multiple of 2⁻⁵³ (high - low).
  public func uniform(from low: Double = 0, to high: Double = 1) -> Double {
    low + (high - low) * (Double(next() >> 11) * 0x1p-53)
  }

  /// A uniform integer within `range`, which must not be empty. Each probability is off by less than 2⁻⁶⁴ times the
  /// range's length.
  public func integer(in range: Range<Int>) -> Int {
    precondition(!range.isEmpty, "an empty range has no integer")
    return range.lowerBound + Int(next().multipliedFullWidth(by: UInt64(range.count)).high)
  }
}
