public import Coordination
import Glibc
import OperatingSystem
import Reporting

/// Shows a sweep's progress on standard error: redrawn in place on a terminal, as occasional plain lines elsewhere.
public final class ProgressDisplay {
  private let terminal = Terminal(STDERR_FILENO)
  private var live = LiveLines()
  private var lastLine: (at: SuspendingClock.Instant, text: String)?

  private static let plainInterval = Duration.seconds(5)

  public init() {}

  /// Shows `snapshot`. Without a terminal a line is printed only if it is new and the last line is old enough.
  public func show(_ snapshot: FleetSnapshot) {
    let report = ProgressReport(snapshot)
    if let terminal {
      let (columns, rows) = terminal.size
      // Lines that have left the screen could not be erased.
      let lines = report.display(width: columns, height: max(1, rows - 1))
      // One write, so that no half-drawn state is seen.
      return printError(live.redrawing(lines, columns: columns), terminator: "")
    }
    let now = SuspendingClock().now
    if let lastLine, now - lastLine.at < Self.plainInterval || lastLine.text == report.line { return }
    showLine(report.line, at: now)
  }

  /// Shows the state at the sweep's end, whatever was shown before.
  public func finish(_ snapshot: FleetSnapshot) {
    if terminal != nil { return show(snapshot) }
    let report = ProgressReport(snapshot)
    if lastLine?.text != report.line { showLine(report.line, at: SuspendingClock().now) }
  }

  /// Removes the drawn lines, so that other text can be written to standard error.
  public func clear() {
    printError(live.erasing(columns: terminal?.size.columns ?? 80), terminator: "")
  }

  private func showLine(_ text: String, at now: SuspendingClock.Instant) {
    lastLine = (now, text)
    printError(text)
  }
}
