/// How many lines of one kind a log takes in a span of time, so that no peer and no short trial can fill it.
public struct LineAllowance {
  private let lines: Int
  private let span: Duration
  private var spanStart = Duration.zero
  private var taken = 0
  private var omitted = 0

  /// At most `lines` lines each `span`.
  public init(lines: Int, each span: Duration) {
    self.lines = lines
    self.span = span
  }

  /// Whether another line may be written at `now`; one that may not is counted.
  public mutating func admits(at now: Duration) -> Bool {
    if now - spanStart >= span {
      spanStart = now
      taken = 0
    }
    guard taken < lines else {
      omitted += 1
      return false
    }
    taken += 1
    return true
  }

  /// How many lines were not admitted since the last call.
  public mutating func takeOmitted() -> Int {
    defer { omitted = 0 }
    return omitted
  }
}
