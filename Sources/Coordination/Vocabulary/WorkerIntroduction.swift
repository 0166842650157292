/// What a worker says of itself when it joins.
public struct WorkerIntroduction: Sendable, Equatable {
  /// The worker.
  public var identifier: WorkerIdentifier
  /// How many trials it can run at once; 0 while it drains.
  public var slots: Int
  /// Where and by what build it computes.
  public var provenance: Provenance
  /// Every attempt that it holds.
  public var holding: [HeldAttempt]

  /// An introduction.
  public init(identifier: WorkerIdentifier, slots: Int, provenance: Provenance, holding: [HeldAttempt]) {
    self.identifier = identifier
    self.slots = slots
    self.provenance = provenance
    self.holding = holding
  }
}
