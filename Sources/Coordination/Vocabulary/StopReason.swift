/// Why a coordinator sends its workers away.
public enum StopReason: String, Sendable, CaseIterable {
  /// Every trial is done or given up.
  case complete
  /// Somebody ended the sweep before it was complete; what is missing runs when the sweep is started again.
  case interrupted
  /// Nothing succeeds on any host that is there.
  case hopeless
}
