extension StatusQuery {
  /// Nobody answered.
  public struct NoAnswer: Error, CustomStringConvertible {
    /// Who was asked.
    public let endpoint: String
    /// How long was waited in all.
    public let waited: Duration

    /// Who was asked, for how long, and what to look at.
    public var description: String {
      "no coordinator answered at \(endpoint) within \(waited / .seconds(1)) s: check the address, a firewall, and whether "
        + "it still runs (`regnorm status DIR` reads a finished sweep's results)"
    }
  }
}
