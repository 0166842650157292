/// Why a coordinator sends its workers away.
public enum StopReason: String, Sendable, CaseIterable {
  /// Every trial is done or given up.
  case complete
  /// The coordinator was asked to stop; what is missing runs when it is started again.
  case interrupted
  /// Nothing succeeds on any host that is there.
  case hopeless
}
