import Plans
import ResultsTestSupport
import Testing
import Trials

@testable import Reporting

/// What tables for papers say where, and how they fit a page.
@Suite struct TypesetTests {
  private func sweep(columns: Int) -> SampleSweep {
    var sweep = SampleSweep(
      samplePlan(
        axes: [normalizations("none", "rn"), Axis(name: "classes", values: (0..<columns).map(SettingValue.integer))],
        seeds: [1, 2, 3], columns: "classes"))
    for number in 0..<columns {
      sweep.set(["normalization": .text("none"), "classes": .integer(number)], [61, 62, .nan])
      sweep.set(["normalization": .text("rn"), "classes": .integer(number)], [1, 2, 4])
    }
    return sweep
  }

  @Test(arguments: [TableFormat.latex, .typst]) func aCellsNoteStandsUnderTheTableByALetter(format: TableFormat) throws
  {
    let sweep = sweep(columns: 2)
    let text = try Table(of: sweep.plan, metrics: sweep.metrics).rendered(as: format)
    #expect(text.contains(format == .latex ? #"$\pm$\,0.50$^{\mathrm{a}}$"# : "\"±\u{2009}0.50\" + super(\"a\")"))
    #expect(text.contains("1 of 3 diverged."))
    #expect(text.matches(of: /1 of 3 diverged/).count == 1)
  }

  @Test(arguments: [TableFormat.latex, .typst]) func wideTablesStandInBlocksOfColumns(format: TableFormat) throws {
    func tables(_ columns: Int) throws -> Int {
      let sweep = sweep(columns: columns)
      let text = try Table(of: sweep.plan, metrics: sweep.metrics).rendered(as: format)
      return text.split(separator: "\n").count {
        $0.contains(format == .latex ? "\\begin{tabular}" : "table(") && !$0.contains("table.")
      }
    }
    #expect(try tables(3) == 1)
    #expect(try tables(10) == 3)
  }

  @Test(arguments: [TableFormat.latex, .typst])
  func whatIsTallerThanAPageIsContinuedUnderTheSameNumberAndItsNotesStandLast(format: TableFormat) throws {
    func text(rows: Int) throws -> String {
      var sweep = SampleSweep(
        samplePlan(
          axes: [
            Axis(name: "normalization", values: (1...rows).map { .text("m\($0)") }),
            Axis(name: "classes", values: (1...9).map(SettingValue.integer)),
          ], seeds: [1, 2, 3], columns: "classes"))
      for row in 1...rows {
        for column in 1...9 {
          sweep.set(["normalization": .text("m\(row)"), "classes": .integer(column)], [61, 62, 64])
        }
      }
      return try Table(of: sweep.plan, metrics: sweep.metrics).rendered(as: format)
    }
    let begin = format == .latex ? "\\begin{table}" : "#figure("
    let again = format == .latex ? "\\addtocounter{table}{-1}" : "update(number => number - 1)"
    #expect(try text(rows: 8).ranges(of: begin).count == 1)
    let tall = try text(rows: 16)
    let floats = tall.ranges(of: begin)
    #expect(floats.count > 1)
    #expect(tall.ranges(of: "(continued)").count == floats.count - 1)
    #expect(tall.ranges(of: again).count == floats.count - 1)
    let notes = tall.ranges(of: "trials done")
    #expect(notes.count == 1 && notes[0].lowerBound > floats.last!.lowerBound)
  }

  @Test func everyMetricHasALabelOfItsOwn() throws {
    let sweep = sweep(columns: 1)
    func label(_ metric: String) throws -> Bool {
      try Table(of: sweep.plan, metrics: sweep.metrics, metric: metric).rendered(as: .latex)
        .contains("\\label{tab:toy-sweep-\(metric)}")
    }
    #expect(try label("testError") && label("score"))
  }

  @Test func lettersGoOnAfterZ() throws {
    var sweep = SampleSweep(
      samplePlan(axes: [Axis(name: "normalization", values: (1...28).map { .text("m\($0)") })], seeds: Array(1...28)))
    for number in 1...28 {
      sweep.set(["normalization": .text("m\(number)")], (1...28).map { $0 <= number ? 1 : nil })
    }
    let table = try Table(of: sweep.plan, metrics: sweep.metrics)
    let letters = CellNotes(of: table, in: TableText(table)).list.map(\.letter)
    #expect(letters.count == 27 && letters.suffix(2) == ["z", "aa"])
  }
}
