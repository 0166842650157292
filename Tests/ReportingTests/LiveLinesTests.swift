import Coordination
import Testing

@testable import Reporting

/// A terminal that breaks lines anew when its width changes, as most do. It knows what `LiveLines` writes and no more.
private struct Screen {
  /// The lines as they were written, and the last one, in which the cursor stands.
  private(set) var written = [""]
  var columns: Int

  /// What is seen: each written line in as many rows as it needs.
  var rows: [String] {
    written.flatMap { line -> [String] in
      var rows = [""]
      for character in line {
        if (rows[rows.count - 1] + String(character)).columns > columns { rows.append("") }
        rows[rows.count - 1].append(character)
      }
      return rows
    }
  }

  mutating func write(_ text: String) {
    var rest = Substring(text)
    while let character = rest.first {
      if character == "\u{1B}" {
        let end = rest.firstIndex { $0.isLetter }!
        if rest[end] == "F" { moveUp(Int(rest[rest.index(rest.startIndex, offsetBy: 2)..<end])!) }
        rest = rest[rest.index(after: end)...]
      } else {
        if character == "\n" { written.append("") } else { written[written.count - 1].append(character) }
        rest = rest.dropFirst()
      }
    }
  }

  /// Moves the cursor up by this many rows and removes what is below.
  private mutating func moveUp(_ count: Int) {
    let kept = rows.prefix(max(0, rows.count - 1 - count))
    written = kept + [""]
  }
}

@Suite struct LiveLinesTests {
  private func report(done: Int) -> ProgressReport {
    ProgressReport(
      FleetSnapshot(
        sweep: "toy-正規化", counts: TrialCounts(planned: 60, waiting: 30 - done, leased: 30, done: done, failed: 0),
        trialsPerSecond: 0.5, secondsRemaining: 200, coordinator: .serving(address: "tcp://login1:5555")))
  }

  @Test func aDrawingReplacesTheOneBeforeAndLeavesWhatStandsAbove() {
    var (screen, live) = (Screen(columns: 80), LiveLines())
    screen.write("$ regnorm run\n")
    for done in 0..<5 {
      let lines = report(done: done).display(width: 80)
      screen.write(live.redrawing(lines, columns: 80))
      #expect(screen.rows == ["$ regnorm run"] + lines + [""])
    }
    screen.write(live.erasing(columns: 80))
    #expect(screen.rows == ["$ regnorm run", ""])
  }

  @Test(arguments: [79, 60, 41, 40, 39, 20, 7, 2]) func aTerminalThatBecomesNarrowerKeepsNoFragment(columns: Int) {
    var (screen, live) = (Screen(columns: 80), LiveLines())
    screen.write("$\n")
    screen.write(live.redrawing(report(done: 1).display(width: 80), columns: 80))
    screen.columns = columns
    let lines = report(done: 2).display(width: columns)
    screen.write(live.redrawing(lines, columns: columns))
    #expect(screen.rows == ["$"] + lines + [""])
    screen.columns = 80
    let wide = report(done: 3).display(width: 80)
    screen.write(live.redrawing(wide, columns: 80))
    #expect(screen.rows == ["$"] + wide + [""])
  }
}
