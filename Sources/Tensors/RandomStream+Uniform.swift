extension RandomStream {
  /// A uniform number from `low` up to and without `high`: a whole multiple of 2⁻⁵³ of their distance.
  public func uniform(from low: Double = 0, to high: Double = 1) -> Double {
    low + (high - low) * (Double(next() >> 11) * 0x1p-53)
  }

  /// A uniform integer within `range`, which is not empty; off by less than 2⁻⁶⁴ times the range's length.
  public func integer(in range: Range<Int>) -> Int {
    precondition(!range.isEmpty, "there is no integer within \(range)")
    return range.lowerBound + Int(next().multipliedFullWidth(by: UInt64(range.count)).high)
  }
}
