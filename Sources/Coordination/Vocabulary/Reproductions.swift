/// Counts of late results that were compared bit for bit with the accepted ones: a free check of reproducibility.
public struct Reproductions: Sendable, Codable, Equatable {
  /// The late results with the same bytes.
  public var equal: Int
  /// The late results with other bytes: a host computes wrongly, or the trial is not deterministic.
  public var different: Int

  public init(equal: Int, different: Int) {
    self.equal = equal
    self.different = different
  }

  /// One sentence; nil if nothing was compared.
  public var text: String? {
    let count = equal + different
    guard count > 0 else { return nil }
    let results = count == 1 ? "1 late result was" : "\(count) late results were"
    let verdict =
      different == 0 ? "equal bit for bit" : "\(equal) equal bit for bit, \(different) DIFFERENT (see regnorm audit)"
    return "\(results) compared with the accepted ones: \(verdict)"
  }
}
