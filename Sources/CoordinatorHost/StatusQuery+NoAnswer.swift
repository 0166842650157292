extension StatusQuery {
  /// Nobody answered.
  public struct NoAnswer: Error, CustomStringConvertible {
    /// The endpoint that was asked.
    public let endpoint: String
    /// The time waited in all.
    public let waited: Duration

    /// The endpoint, the time waited, and what to check.
    public var description: String {
      "no coordinator answered at \(endpoint) within \(waited / .seconds(1)) s: check the address, a firewall, and whether "
        + "it still runs (`regnorm status DIR` reads a finished sweep's results)"
    }
  }
}
