/// One worker at one moment.
public struct WorkerSnapshot: Sendable, Codable, Equatable {
  public var identifier: WorkerIdentifier
  /// The name of the worker's host.
  public var host: String
  /// The number of trials that the worker can run at once.
  public var slots: Int
  /// The trials that the worker runs, sorted by label.
  public var running: [RunningTrial]
  /// Why the host is leased at most one trial at a time; nil if it is not restricted.
  public var setAside: String?
  /// The seconds since the worker's last message; nil while its heartbeats come.
  public var silentSeconds: Double?
  /// The seconds until the worker gives its trials back by itself; nil if it knows no end.
  public var secondsToStay: Double?

  public init(
    identifier: WorkerIdentifier, host: String, slots: Int, running: [RunningTrial], setAside: String? = nil,
    silentSeconds: Double? = nil, secondsToStay: Double? = nil
  ) {
    self.identifier = identifier
    self.host = host
    self.slots = slots
    self.running = running
    self.setAside = setAside
    self.silentSeconds = silentSeconds
    self.secondsToStay = secondsToStay
  }
}
