import Glibc
import OperatingSystem
import Pictures

/// A terminal that shows an episode while it is played: the picture, the mission, and lines of text below.
final class TerminalScreen: EpisodeView {
  private let columns: Int
  private let rows: Int
  private var lines: [String] = []
  private var isDrawn = false

  /// Nil if standard output is not a terminal.
  init?() {
    guard let terminal = Terminal(STDOUT_FILENO) else { return nil }
    (columns, rows) = terminal.size
  }

  func show(_ scene: EpisodeScene) {
    let picture = scene.picture
    // A row shows two pixels. The mission, the last line and the cursor's line need rows too.
    let fitting = max(8, 2 * (rows - 3) * picture.width / picture.height)
    // The cursor goes to the corner; the first picture also clears the screen.
    let corner = isDrawn ? "\u{1B}[H" : "\u{1B}[2J\u{1B}[H"
    let text = ([scene.mission] + lines.suffix(1)).map { $0 + "\u{1B}[K\n" }.joined()
    print(corner + picture.terminalText(columns: min(columns, fitting)) + text, terminator: "")
    fflush(nil)
    isDrawn = true
    usleep(UInt32(scene.centiseconds) * 10_000)
  }

  func showsText(_ line: String) -> Bool {
    lines.append(line)
    return true
  }

  /// Leaves the lines of all episodes on the screen, below the last picture.
  func finish() {
    print(lines.joined(separator: "\n"))
  }
}
