import Plans
import ResultsTestSupport
import Testing
import Trials

@testable import Reporting

/// Decimals follow the standard errors of a column; what decimals cannot show is in scientific form.
@Suite struct CellNumberTests {
  /// The printed cells of a column, one for each list of results.
  private func column(_ cells: [[Double]], transposed: Bool = false) throws -> [String] {
    let names = cells.indices.map { "m\($0)" }
    let rows = Axis(name: "normalization", values: names.map(SettingValue.text))
    let seeds = Array(1...(cells.map(\.count).max() ?? 1))
    var sweep = SampleSweep(samplePlan(axes: [rows, classes(0)], seeds: seeds, columns: "classes"))
    for (name, values) in zip(names, cells) {
      sweep.set(["normalization": .text(name), "classes": .integer(0)], values)
    }
    let table = try Table(
      of: sweep.plan, metrics: sweep.metrics, rows: transposed ? "classes" : nil)
    let lines = table.rendered(as: .markdown).split(separator: "\n").filter { $0.hasPrefix("| ") }
    let texts = lines.dropFirst().flatMap { $0.split(separator: "|").dropFirst() }
    return texts.map { $0.filter { $0 != " " && $0 != "*" } }
  }

  private static let columns: [(cells: [[Double]], texts: [String])] = [
    ([[4.5, 4.75, 5, 4.25, 4.5], [2, 3, 4, 3, 3]], ["4.60±0.13", "3.00±0.32"]),
    ([[170, 180], [160, 163]], ["175.0±5.0", "161.5±1.5"]),
    ([[100, 400], [0, 500]], ["250±150", "250±250"]),
    ([[0.011, 0.013], [0.051, 0.052]], ["0.0120±0.0010", "0.0515±0.0005"]),
    ([[0.25, 0.25], [0.0937, 0.0937]], ["0.250±0.000", "0.094±0.000"]),
    ([[12, 12], [7, 7]], ["12.00±0.00", "7.00±0.00"]),
  ]

  @Test(arguments: columns)
  func aColumnHasTheDecimalsOfItsErrors(cells: [[Double]], expected: [String]) throws {
    #expect(try column(cells) == expected)
    #expect(try column(cells, transposed: true) == expected)
  }

  @Test func afterThePlusMinusStandsHalfOfTheIntervalWhereThatIsAskedFor() throws {
    var sweep = SampleSweep(
      samplePlan(axes: [normalizations("none", "ln", "rn")], seeds: [1, 2, 3, 4, 5]))
    sweep.set(["normalization": .text("none")], [4.5, 4.75, 5, 4.25, 4.5])
    sweep.set(["normalization": .text("ln")], [2, 3, 4, 3, 3])
    sweep.set(["normalization": .text("rn")], [1, 1, 1, 1, 1])
    let text = try Table(of: sweep.plan, metrics: sweep.metrics, spread: .interval).rendered(as: .text)
    // SciPy's t.interval(0.95, 4, loc=mean, scale=sem).
    #expect(text.contains("4.60±0.35") && text.contains("3.00±0.88") && text.contains("1.00±0.00"))
    #expect(text.contains("Mean ± 95 % interval of Student's t over 5 seeds (1–5)"))
  }

  @Test func oneLargeCellLeavesTheOthersTheirDigits() throws {
    let cells = [[0.0031, 0.0035], [0.0042, 0.0044], [3e30, 5e30]]
    #expect(try column(cells) == ["0.00330±0.00020", "0.00430±0.00010", "(4.0±1.0)e30"])
  }

  @Test func anErrorIsNeverShownAsZeroUnlessItIs() throws {
    #expect(
      try column([[99.9981, 99.9993], [70, 72], [50, 50]]) == ["99.99870±0.00060", "71.00±1.00", "50.00±0.00"])
  }

  @Test func roundingIsNoError() throws {
    #expect(try column([[0.1 + 0.2, 0.3], [0.5, 0.7]]) == ["0.30±0.00", "0.60±0.10"])
  }

  private static let outOfScale: [(values: [Double], text: String)] = [
    ([1e30], "1.00e30"), ([1e30, 3e30], "(2.0±1.0)e30"), ([-9_999_999], "-9999999.00"), ([-1e7], "-1.00e7"),
    ([1e-5, 3e-5], "(2.0±1.0)e-5"), ([1.5e308], "1.50e308"), ([0], "0.00"), ([1e9, -1e9], "(0.0±1.0)e9"),
    ([2 * .leastNormalMagnitude], "4.45e-308"), ([.leastNonzeroMagnitude], "4.94e-324"),
    ([123_456.7, 123_456.7], "123456.70±0.00"),
  ]

  @Test(arguments: outOfScale)
  func theVeryLargeAndTheVerySmallAreInScientificForm(values: [Double], expected: String) throws {
    #expect(try column([values])[0].replacing("(n=1)", with: "") == expected)
  }

  @Test func everyFormatWritesThePowerOfTenInItsWay() throws {
    var sweep = SampleSweep(samplePlan(axes: [normalizations("none", "rn")], seeds: [1, 2]))
    sweep.set(["normalization": .text("none")], [1e30, 3e30])
    sweep.set(["normalization": .text("rn")], [1, 3])
    let table = try Table(of: sweep.plan, metrics: sweep.metrics)
    #expect(table.rendered(as: .text).contains("│ none          │  (2.0±1.0)e30 │\n│ rn            │   2.0±1.0     │"))
    #expect(table.rendered(as: .latex).contains(#"none & \multicolumn{2}{c}{$(2.0 \pm 1.0) \times 10^{30}$} \\"#))
    #expect(HTMLTable(table).rendered().contains("<td>(2.0<small>±1.0</small>)·10<sup>30</sup></td>"))
    #expect(table.rendered(as: .csv).contains("none,testError,2e+30,"))
  }
}
