public import Coordination
import Glibc
import OperatingSystem
import Reporting

/// Shows a sweep's progress on standard error: redrawn in place on a terminal, a plain line now and then elsewhere.
public final class ProgressDisplay {
  private let terminal = Terminal(STDERR_FILENO)
  /// What is drawn, by the columns of its lines.
  private var drawn: [Int] = []
  private var lastLine: (at: SuspendingClock.Instant, text: String)?

  private static let plainInterval = Duration.seconds(5)

  /// A display that has shown nothing yet.
  public init() {}

  /// Shows `snapshot`; where output is not a terminal, only if it says something new and the last line is old enough.
  public func show(_ snapshot: FleetSnapshot) {
    let report = ProgressReport(snapshot)
    if let terminal {
      let (columns, rows) = terminal.size
      // Lines that have left the screen could not be erased.
      let lines = report.display(width: columns, height: max(1, rows - 1))
      // One write, so that no half-drawn state is seen.
      printError(erasure(columns: columns) + lines.map { $0 + "\n" }.joined(), terminator: "")
      drawn = lines.map(\.columns)
      return
    }
    let now = SuspendingClock().now
    if let lastLine, now - lastLine.at < Self.plainInterval || lastLine.text == report.line { return }
    showLine(report.line, at: now)
  }

  /// Shows where the sweep ended, whatever was shown before.
  public func finish(_ snapshot: FleetSnapshot) {
    if terminal != nil { return show(snapshot) }
    let report = ProgressReport(snapshot)
    if lastLine?.text != report.line { showLine(report.line, at: SuspendingClock().now) }
  }

  /// Removes what is drawn, so that something else can be written to standard error.
  public func clear() {
    printError(erasure(columns: terminal?.size.columns ?? 80), terminator: "")
    drawn = []
  }

  private func showLine(_ text: String, at now: SuspendingClock.Instant) {
    lastLine = (now, text)
    printError(text)
  }

  /// Cursor to the first drawn line, and everything below it removed. A terminal that has become narrower shows what was
  /// drawn on more lines.
  private func erasure(columns: Int) -> String {
    let lines = drawn.reduce(0) { $0 + max(1, ($1 + columns - 1) / columns) }
    return lines == 0 ? "" : "\u{1B}[\(lines)F\u{1B}[J"
  }
}
