import Plans
import Statistics
import Testing
import Trials

@testable import Reporting

/// Interquartile means, probabilities of improvement and average ranks.
@Suite struct AggregateFigureTests {
  private let wide = [1, 10, 100, 1000, 10_000, 100_000]

  private func estimates(_ kind: FigureKind, of sample: SampleFigures) throws -> [(
    label: String, value: Double, interval: ClosedRange<Double>?
  )] {
    let plot = try #require(sample.figure(kind).panels.first as? IntervalPlot)
    return plot.lines.compactMap { line in
      guard case .estimate(let label, let value, let interval, _) = line else { return nil }
      return (label, value, interval)
    }
  }

  @Test func theInterquartileMeanIsThatOfAllRunsOfAllColumns() throws {
    let sample = SampleFigures()
    let rows = try estimates(.iqm, of: sample)
    #expect(rows.map(\.label) == ["none", "rn"])
    let runs = try sample.table().cells.filter { $0.coordinates[0].value == .text("rn") }.flatMap {
      $0.sample?.values ?? []
    }
    #expect(rows[1].value == Sample(runs)?.interquartileMean)
    #expect(rows.allSatisfy { $0.interval?.contains($0.value) == true })
  }

  @Test func lowerErrorsAreImprovements() throws {
    let rows = try estimates(.improvement, of: SampleFigures())
    #expect(rows.map(\.label) == ["rn"] && rows[0].value == 1)
    let equal = try estimates(.improvement, of: SampleFigures(columns: [1, 10]) { _, seed in Double(seed) })
    #expect(equal[0].value == 0.5 && equal[0].interval?.contains(0.5) == true)
  }

  @Test func averageRanksNeedSixColumns() throws {
    #expect(throws: UnfitTable.self) { try SampleFigures().figure(.ranks) }
    let figure = try SampleFigures(columns: wide).figure(.ranks)
    let data = figure.panels[0].drawing.data
    #expect(data.rows == [["rn", "1.00", ""], ["none", "2.00", ""]])
    #expect(figure.caption[0].contains("over 6 columns"))
  }

  @Test func aBarJoinsRowsThatAreNotSeparated() throws {
    // rn is better in four columns of six, none in the others.
    let sample = SampleFigures(columns: wide)
    let outcomes = sample.plan.trials.map { trial -> (TrialIdentifier, TrialOutcome) in
      let settings = trial.specification.settings
      let isBetter = (settings["classes"]?.numeric ?? 0) < 10_000 ? "rn" : "none"
      return (trial.identifier, .finished(["testError": settings["normalization"] == .text(isBetter) ? 1 : 2]))
    }
    let table = try Table(of: sample.plan, metrics: Dictionary(uniqueKeysWithValues: outcomes))
    let drawing = try RankDiagram(of: table).drawing
    #expect(drawing.data.rows == [["rn", "1.33", "none"], ["none", "1.67", "rn"]])
    let bars = drawing.shapes.filter { shape in
      if case .line(_, let stroke) = shape { stroke.width == 3.2 } else { false }
    }
    #expect(bars.count == 1)
  }
}
