/// The verdict of a table on two arms.
public enum PairVerdict: Sendable, Hashable {
  /// The t test and the exact test, corrected for the family, both find a difference.
  case different(firstIsLarger: Bool)
  /// Neither test finds a difference. That does not show equality.
  case notSeparated
  /// Only one of the two tests finds a difference.
  case testsDisagree
  /// At this number of values the exact test cannot reach α in this family. The value is the smallest corrected
  /// p-value.
  case cannotReach(PValue)
  /// No test is possible: an arm has no value, or fewer than two values of each arm can be compared.
  case untested
}
