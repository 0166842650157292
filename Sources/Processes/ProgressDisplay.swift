public import Coordination
import Glibc
import Reporting

/// Shows a sweep's progress on standard error: redrawn in place on a terminal, a plain line now and then elsewhere.
public final class ProgressDisplay {
  /// A terminal that says it is dumb cannot move its cursor.
  private let isTerminal = isatty(STDERR_FILENO) == 1 && getenv("TERM").map { String(cString: $0) } != "dumb"
  private var drawnLines = 0
  private var lastLine: (at: SuspendingClock.Instant, text: String)?

  private static let plainInterval = Duration.seconds(5)

  /// A display that has shown nothing yet.
  public init() {}

  /// Shows `snapshot`; where output is not a terminal, only if it says something new and the last line is old enough.
  public func show(_ snapshot: FleetSnapshot) {
    let report = ProgressReport(snapshot)
    guard !isTerminal else {
      // One write, so that no half-drawn state is seen.
      let (width, height) = Self.size
      // Lines that have left the screen could not be erased.
      let lines = report.display(width: width).prefix(max(1, height - 1))
      writeToStandardError(erasure + lines.map { $0 + "\n" }.joined())
      drawnLines = lines.count
      return
    }
    let now = SuspendingClock().now
    if let lastLine, now - lastLine.at < Self.plainInterval || lastLine.text == report.line { return }
    showLine(report.line, at: now)
  }

  /// Shows where the sweep ended, whatever was shown before.
  public func finish(_ snapshot: FleetSnapshot) {
    if isTerminal { return show(snapshot) }
    let report = ProgressReport(snapshot)
    if lastLine?.text != report.line { showLine(report.line, at: SuspendingClock().now) }
  }

  /// Removes what is drawn, so that something else can be written to standard error.
  public func clear() {
    writeToStandardError(erasure)
    drawnLines = 0
  }

  private func showLine(_ text: String, at now: SuspendingClock.Instant) {
    lastLine = (now, text)
    writeToStandardError(text + "\n")
  }

  /// Cursor to the first drawn line, and everything below it removed.
  private var erasure: String { drawnLines == 0 ? "" : "\u{1B}[\(drawnLines)F\u{1B}[J" }

  private static var size: (width: Int, height: Int) {
    var size = winsize()
    guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else { return (80, 24) }
    return (Int(size.ws_col), Int(size.ws_row))
  }
}
