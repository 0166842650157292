import Statistics

/// A cell's mean and its spread as people read them: as decimals, `61.00` and `0.58`, or in scientific form if very
/// large or very small, `1.234`, `0.045` and the exponent 30.
struct CellNumber: Equatable {
  /// The mean's digits.
  let mean: String
  /// The digits after the ±; nil if there is only one result.
  let error: String?
  /// The power of ten that multiplies both; nil for decimals.
  let exponent: Int?

  /// The numbers of `sample` with `decimals` decimals, those of its line. A spread that would then show as zero gets
  /// two significant digits, and the mean as many decimals.
  init(_ sample: Sample, decimals: Int, _ spread: Spread = .standardError) {
    let error = spread.significantWidth(of: sample)
    if sample.isOutOfScale(with: spread) {
      let exponent = decimalExponent(of: sample.size(with: spread), digits: 3)
      let own = error.map { Reporting.decimals(showing: 2, of: scaledDown($0, by: exponent)) } ?? 2
      self.init(sample, spread, decimals: own, exponent: exponent)
    } else if let error, Double(fixed(error, decimals: decimals)) == 0 {
      self.init(sample, spread, decimals: Reporting.decimals(showing: 2, of: error), exponent: nil)
    } else {
      self.init(sample, spread, decimals: decimals, exponent: nil)
    }
  }

  /// The number as plain text, split where columns are aligned: `61.00` and `±0.58`; `(1.234` and `±0.045)e30`.
  var plain: (mean: String, rest: String) {
    let plusMinus = error.map { "±" + $0 } ?? ""
    guard let exponent else { return (mean, plusMinus) }
    return error == nil ? (mean, "e\(exponent)") : ("(" + mean, "\(plusMinus))e\(exponent)")
  }

  /// The mean as plain text without its spread: `61.00`; `1.234e30`.
  var meanAlone: String { mean + (exponent.map { "e\($0)" } ?? "") }

  private init(_ sample: Sample, _ spread: Spread, decimals: Int, exponent: Int?) {
    mean = fixed(scaledDown(sample.mean, by: exponent ?? 0), decimals: decimals)
    error = spread.width(of: sample).map { fixed(scaledDown($0, by: exponent ?? 0), decimals: decimals) }
    self.exponent = exponent
  }
}
