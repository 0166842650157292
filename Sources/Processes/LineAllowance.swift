/// A limit on the lines of one kind that a log takes in a span of time, so that no peer and no stream of short trials
/// can fill the log.
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

  /// Whether another line may be written at `now`. A line that may not is counted.
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

  /// The number of lines that were not admitted since the last call.
  public mutating func takeOmitted() -> Int {
    defer { omitted = 0 }
    return omitted
  }
}
