import Testing

@testable import Reporting

@Suite struct ChartScaleTests {
  private func texts(_ scale: ChartScale, about count: Int = 5) -> [String] {
    let ticks = scale.ticks(about: count)
    return ticks.map { scale.text($0, among: ticks) }
  }

  private func linear(_ low: Double, _ high: Double) -> ChartScale {
    ChartScale(domain: low...high, isLogarithmic: false)
  }

  private func logarithmic(_ low: Double, _ high: Double) -> ChartScale {
    ChartScale(domain: low...high, isLogarithmic: true)
  }

  @Test func ticksAreRoundNumbersWithinTheDomain() {
    #expect(texts(linear(0.13, 1.02)) == ["0.2", "0.4", "0.6", "0.8", "1"])
    #expect(texts(linear(-3, 7)) == ["-2", "0", "2", "4", "6"])
    #expect(texts(linear(0, 937)) == ["0", "200", "400", "600", "800"])
    #expect(texts(linear(98.12, 98.31)) == ["98.15", "98.2", "98.25", "98.3"])
  }

  @Test func largeAndSmallNumbersStayShort() {
    #expect(texts(linear(0, 18_760)) == ["0", "5k", "10k", "15k"])
    #expect(texts(linear(0, 9_999)) == ["0", "2k", "4k", "6k", "8k"])
    #expect(texts(linear(0, 4_900)) == ["0", "1000", "2000", "3000", "4000"])
    #expect(texts(linear(0, 2_500_000)) == ["0", "0.5M", "1M", "1.5M", "2M", "2.5M"])
    #expect(texts(linear(0, 0.00045)) == ["0", "1e-4", "2e-4", "3e-4", "4e-4"])
  }

  @Test func neighbouringTicksAreToldApartWhereAnAxisIsNarrow() {
    #expect(
      texts(linear(99_999.95, 100_001)) == ["100k", "100.0002k", "100.0004k", "100.0006k", "100.0008k", "100.001k"])
    #expect(
      texts(linear(1000.0005, 1000.0055)) == ["1000.001", "1000.002", "1000.003", "1000.004", "1000.005"])
    #expect(
      texts(linear(1.000_000_5e-5, 1.000_005_5e-5)) == [
        "1.000001e-5", "1.000002e-5", "1.000003e-5", "1.000004e-5", "1.000005e-5",
      ])
  }

  @Test func aConstantStandsInTheMiddleOfAnAxisOfItsSize() {
    #expect(ChartScale.measured([0, 0], bands: []).domain == -1...1)
    #expect(ChartScale.linear([0]).domain == -1...1)
    #expect(ChartScale.measured([50, 50], bands: [50...50]).domain == 45...55)
    // Rounding is no spread.
    #expect(ChartScale.measured([0.3, 0.1 + 0.2], bands: []).domain.lowerBound < 0.28)
  }

  @Test func aLogarithmicAxisHasTicksAtDecades() {
    #expect(texts(logarithmic(0.004, 30)) == ["0.01", "0.1", "1", "10"])
    #expect(texts(logarithmic(2, 150)) == ["3", "10", "30", "100"])
    #expect(texts(logarithmic(1e-6, 1e6)) == ["1e-6", "1e-4", "0.01", "1", "100", "1e4", "1e6"])
  }

  @Test func onlyPositiveValuesOfManyMagnitudesAreLogarithmic() {
    #expect(ChartScale.measured([0.1, 10], bands: []).isLogarithmic)
    #expect(!ChartScale.measured([1, 10], bands: []).isLogarithmic)
    #expect(!ChartScale.measured([-0.1, 10], bands: []).isLogarithmic)
    #expect(!ChartScale.measured([0, 10], bands: []).isLogarithmic)
  }

  @Test func aBandBelowZeroDoesNotEndALogarithmicAxis() {
    let scale = ChartScale.measured([0.1, 10], bands: [-1...1.2])
    #expect(scale.isLogarithmic && scale.domain.lowerBound > 0)
    #expect(scale.position(-1) == 0)
  }

  @Test func bandsAreWithinTheDomain() {
    let scale = ChartScale.measured([1, 2], bands: [0.5...1.5, 1.5...4])
    #expect(scale.domain.contains(0.5) && scale.domain.contains(4))
  }

  @Test func stepsBeginAtZeroWhereTheFirstIsNear() {
    #expect(ChartScale.steps([1, 500]).domain == 0...500)
    #expect(ChartScale.steps([400, 500]).domain == 400...500)
    #expect(ChartScale.steps([47]).domain == 46...48)
  }

  @Test(
    arguments: [
      [], [0], [5], [-1e308, 1e308], [1e301, 1e308], [.leastNonzeroMagnitude, 1], [.leastNormalMagnitude, 1e-305],
      [.leastNonzeroMagnitude, 1e308],
      [.greatestFiniteMagnitude],
    ] as [[Double]])
  func anyValuesHaveAScaleWithTicks(values: [Double]) {
    for scale in [ChartScale.measured(values, bands: values.map { $0...$0 }), .linear(values)] {
      #expect(scale.ticks(about: 5).count < 100)
      _ = texts(scale)
      for value in values { #expect((0...1).contains(scale.position(value))) }
    }
  }
}
