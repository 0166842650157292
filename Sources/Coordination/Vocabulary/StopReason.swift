/// Why a coordinator sends its workers away.
public enum StopReason: String, Sendable, CaseIterable {
  /// Every trial is done or given up.
  case complete
  /// Somebody ended the sweep before it was complete. The missing trials run when the sweep is started again.
  case interrupted
  /// Trials fail on every host that is present.
  case hopeless
}
