/// Late results that were compared bit for bit with the accepted ones: a check of reproducibility that costs nothing.
public struct Reproductions: Sendable, Codable, Equatable {
  /// Late results with the same bytes.
  public var equal: Int
  /// Late results with other bytes: a host computes wrongly, or the trial is not deterministic.
  public var different: Int

  /// Counts.
  public init(equal: Int, different: Int) {
    self.equal = equal
    self.different = different
  }

  /// One sentence; nil where nothing was compared.
  public var text: String? {
    let count = equal + different
    guard count > 0 else { return nil }
    let results = count == 1 ? "1 late result was" : "\(count) late results were"
    let verdict =
      different == 0 ? "equal bit for bit" : "\(equal) equal bit for bit, \(different) DIFFERENT (see regnorm audit)"
    return "\(results) compared with the accepted ones: \(verdict)"
  }
}
