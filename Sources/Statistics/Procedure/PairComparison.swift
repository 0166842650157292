import OperatingSystem

/// A comparison of two arms within its family.
public struct PairComparison: Sendable, Hashable {
  public let pair: ArmPair
  /// The evidence of the arms' results; nil if an arm has no value.
  public let evidence: PairEvidence?
  /// The t test's p-value, corrected by Holm.
  public let p: PValue
  /// The exact test's p-value, corrected by Holm.
  public let exactP: PValue
  public let verdict: PairVerdict

  /// Whether both tests find a difference.
  public var isDifferent: Bool {
    if case .different = verdict { true } else { false }
  }

  /// Whether the exact test could find a difference at this number of values, in this family.
  public var canReachLevel: Bool {
    switch verdict {
    case .different, .notSeparated, .testsDisagree: true
    case .cannotReach, .untested: false
    }
  }

  /// The comparisons of `pairs`, which form one family.
  static func family(_ pairs: [ArmPair], of arms: [ArmSummary], at level: Level) -> [PairComparison] {
    let evidence = pairs.mapInParallel { PairEvidence($0, of: arms) }
    let none = PValue(clamping: 1)
    let p = Adjustment.holm.adjusted(evidence.map { $0?.p ?? none })
    let exactP = Adjustment.holm.adjusted(evidence.map { $0?.exactP ?? none })
    return pairs.indices.map { place in
      PairComparison(
        pair: pairs[place], evidence: evidence[place], p: p[place], exactP: exactP[place],
        verdict: verdict(
          on: evidence[place], p: p[place], exactP: exactP[place], family: pairs.count, level: level))
    }
  }

  private static func verdict(
    on evidence: PairEvidence?, p: PValue, exactP: PValue, family: Int, level: Level
  ) -> PairVerdict {
    guard let evidence, evidence.count > 1 else { return .untested }
    let smallest = PValue(clamping: Double(family) * evidence.smallestP.value)
    guard smallest.isSignificant(at: level) else { return .cannotReach(smallest) }
    switch (p.isSignificant(at: level), exactP.isSignificant(at: level)) {
    case (true, true): return .different(firstIsLarger: evidence.firstIsLarger)
    case (false, false): return .notSeparated
    default: return .testsDisagree
    }
  }
}
