import Statistics

/// The number of decimals that the cells of a line share.
///
/// Usually two, as in the paper. More if two decimals show no digit of the largest width after a ±: then as many as show
/// two digits of that width. Fewer if two decimals show more than two digits of the smallest: then as many as show two
/// digits of that width. If no cell has a width and all means are below 1, as many as show three digits of the largest
/// mean.
func commonDecimals(of samples: [Sample], _ spread: Spread = .standardError) -> Int {
  let samples = samples.filter { !$0.isOutOfScale(with: spread) }
  let widths = samples.compactMap(spread.significantWidth(of:))
  if let smallest = widths.min(), let largest = widths.max() {
    guard decimals(showing: 1, of: largest) <= 2 else { return decimals(showing: 2, of: largest) }
    return min(2, decimals(showing: 2, of: smallest))
  }
  guard let largest = samples.map({ abs($0.mean) }).max(), largest > 0, largest < 1 else { return 2 }
  return decimals(showing: 3, of: largest)
}

extension Sample {
  /// The larger of the mean's absolute value and the width after the ±.
  func size(with spread: Spread) -> Double { max(abs(mean), spread.significantWidth(of: self) ?? 0) }

  /// Whether the numbers are too large or too small for decimals.
  func isOutOfScale(with spread: Spread) -> Bool {
    let size = size(with: spread)
    return size >= 1e7 || (size > 0 && size < 1e-4)
  }
}
