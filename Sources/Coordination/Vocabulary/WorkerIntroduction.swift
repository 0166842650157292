/// What a worker says of itself when it joins.
public struct WorkerIntroduction: Sendable, Equatable {
  public var identifier: WorkerIdentifier
  /// The number of trials that the worker can run at once; 0 while it drains.
  public var slots: Int
  /// The worker's host and build.
  public var provenance: Provenance
  /// How long the worker stays before it gives its trials back; nil if it knows no end. A duration and not a time, because
  /// hosts' clocks are never compared.
  public var stay: Duration?
  /// Every attempt that the worker holds.
  public var holding: [HeldAttempt]

  public init(
    identifier: WorkerIdentifier, slots: Int, provenance: Provenance, stay: Duration? = nil, holding: [HeldAttempt]
  ) {
    self.identifier = identifier
    self.slots = slots
    self.provenance = provenance
    self.stay = stay
    self.holding = holding
  }
}
