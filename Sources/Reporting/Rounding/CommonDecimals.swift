import Statistics

/// The number of decimals that the cells of a line share.
///
/// Usually two, as in the paper. More if two decimals show no digit of the largest standard error: then as many as show
/// two digits of that error. Fewer if two decimals show more than two digits of the smallest standard error: then as
/// many as show two digits of that error. If no cell has a standard error and all means are below 1, as many as show
/// three digits of the largest mean.
func commonDecimals(of samples: [Sample]) -> Int {
  let samples = samples.filter { !$0.isOutOfScale }
  let errors = samples.compactMap(\.significantError)
  if let smallest = errors.min(), let largest = errors.max() {
    guard decimals(showing: 1, of: largest) <= 2 else { return decimals(showing: 2, of: largest) }
    return min(2, decimals(showing: 2, of: smallest))
  }
  guard let largest = samples.map({ abs($0.mean) }).max(), largest > 0, largest < 1 else { return 2 }
  return decimals(showing: 3, of: largest)
}

extension Sample {
  /// The larger of the mean's absolute value and the standard error.
  var size: Double { max(abs(mean), significantError ?? 0) }

  /// Whether the numbers are too large or too small for decimals.
  var isOutOfScale: Bool { size >= 1e7 || (size > 0 && size < 1e-4) }

  /// The standard error; nil if it is no more than a rounding error, a billionth of the mean.
  var significantError: Double? { standardError.flatMap { $0 > 1e-9 * abs(mean) ? $0 : nil } }
}
