import Statistics

/// A cell's mean and standard error as people read them: decimals, or in scientific form where they are very large or very
/// small: `61.00` and `0.58`; `1.234`, `0.045` and the exponent 30.
struct CellNumber: Equatable {
  /// The mean's digits.
  let mean: String
  /// The standard error's digits; nil where there is but one result.
  let error: String?
  /// The power of ten that multiplies both; nil in decimals.
  let exponent: Int?

  /// The numbers of `sample` with `decimals`, those of its line. An error that they would show as zero has two digits of its
  /// own, and the mean as many decimals.
  init(_ sample: Sample, decimals: Int) {
    let error = sample.significantError
    if sample.isOutOfScale {
      let exponent = decimalExponent(of: sample.size, digits: 3)
      let own = error.map { Reporting.decimals(showing: 2, of: scaledDown($0, by: exponent)) } ?? 2
      self.init(sample, decimals: own, exponent: exponent)
    } else if let error, Double(fixed(error, decimals: decimals)) == 0 {
      self.init(sample, decimals: Reporting.decimals(showing: 2, of: error), exponent: nil)
    } else {
      self.init(sample, decimals: decimals, exponent: nil)
    }
  }

  /// The number in plain text, cut where columns are aligned: `61.00` and `±0.58`; `(1.234` and `±0.045)e30`.
  var plain: (mean: String, rest: String) {
    let plusMinus = error.map { "±" + $0 } ?? ""
    guard let exponent else { return (mean, plusMinus) }
    return error == nil ? (mean, "e\(exponent)") : ("(" + mean, "\(plusMinus))e\(exponent)")
  }

  private init(_ sample: Sample, decimals: Int, exponent: Int?) {
    mean = fixed(scaledDown(sample.mean, by: exponent ?? 0), decimals: decimals)
    error = sample.standardError.map { fixed(scaledDown($0, by: exponent ?? 0), decimals: decimals) }
    self.exponent = exponent
  }
}

/// The decimals that the cells of a line, which are compared with each other, have in common.
///
/// Two, as the paper prints them. Where two show no digit of the line's largest standard error, or more than two digits of the
/// smallest, as many as show two digits of that. Where no cell has a standard error, and all means are below 1, as many as
/// show three digits of the largest mean.
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
  /// The larger of the mean and its standard error, without sign.
  fileprivate var size: Double { max(abs(mean), significantError ?? 0) }

  /// Whether the numbers are too large or too small for decimals.
  fileprivate var isOutOfScale: Bool { size >= 1e7 || (size > 0 && size < 1e-4) }

  /// The standard error; nil where it is 0 or no more than rounding: a billionth of the mean.
  fileprivate var significantError: Double? { standardError.flatMap { $0 > 1e-9 * abs(mean) ? $0 : nil } }
}
