/// One worker at one moment.
public struct WorkerSnapshot: Sendable, Codable, Equatable {
  /// The worker.
  public var identifier: WorkerIdentifier
  /// The name of its host.
  public var host: String
  /// How many trials it can run at once.
  public var slots: Int
  /// The trials it runs, in the order of their labels.
  public var running: [RunningTrial]
  /// Why nothing is leased to its host for a while; nil where it is leased trials.
  public var setAside: String?

  /// A worker's snapshot.
  public init(
    identifier: WorkerIdentifier, host: String, slots: Int, running: [RunningTrial], setAside: String? = nil
  ) {
    self.identifier = identifier
    self.host = host
    self.slots = slots
    self.running = running
    self.setAside = setAside
  }
}
