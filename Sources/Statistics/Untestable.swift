/// Why a statistic has no value for the given data.
public enum Untestable: Error, Hashable, CustomStringConvertible {
  /// The sample is smaller than the statistic needs.
  case tooFew(needed: Int, have: Int)
  /// The sample is larger than the exact computation enumerates.
  case tooMany(limit: Int, have: Int)
  /// All values, or all differences, are equal, so no error can be estimated.
  case noSpread
  /// The values are so large that the statistic is not finite.
  case notFinite
  /// The limit of a restricted mean lies beyond the longest run, and that run is censored.
  case censored

  /// A sentence that says what was expected.
  public var description: String {
    switch self {
    case .tooFew(let needed, let have): "The test needs at least \(needed) values; the sample has \(have)."
    case .tooMany(let limit, let have): "The exact test enumerates at most \(limit) values; the sample has \(have)."
    case .noSpread: "The values do not differ among themselves, so that the test has no estimate of their error."
    case .notFinite: "The values are too large: the test's statistic is no finite number."
    case .censored: "The longest run ends without the event before the limit; choose a limit that the run reaches."
    }
  }
}
