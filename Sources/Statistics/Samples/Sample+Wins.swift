extension Sample {
  /// #(self > other) + ½ #(self = other) over all pairs of values, in one pass over both.
  func wins(over other: Sample) -> Double {
    // The numbers of the other's values below the present one, and not above it.
    var (below, notAbove) = (0, 0)
    var doubled = 0
    for value in values {
      while below < other.count, other.values[below] < value { below += 1 }
      while notAbove < other.count, other.values[notAbove] <= value { notAbove += 1 }
      doubled += below + notAbove
    }
    return Double(doubled) / 2
  }
}
