import Statistics
import Testing

@Suite struct SampleTests {
  @Test func thereIsNoSampleOfNothingOrOfWhatDiverged() {
    #expect(Sample([]) == nil)
    #expect(Sample([1, .nan]) == nil)
    #expect(Sample([1, .infinity]) == nil)
  }

  @Test func oneValueHasAMeanAndNoSpread() throws {
    let sample = try #require(Sample([60.86]))
    #expect(sample.mean == 60.86)
    #expect(sample.median == 60.86)
    #expect(sample.standardError == nil)
    #expect(sample.meanInterval(at: .fivePercent) == nil)
  }

  @Test func equalValuesHaveExactlyTheirMeanAndNoSpread() throws {
    let sample = try #require(Sample(Array(repeating: 0.1, count: 7)))
    #expect(sample.mean == 0.1)
    #expect(sample.standardDeviation == 0)
    #expect(sample.interquartileMean == 0.1)
  }

  @Test func theMeanKeepsWhatPlainAdditionLoses() throws {
    let sample = try #require(Sample([1e16, 1, -1e16, 1]))
    #expect(sample.mean == 0.5)
  }

  @Test func theMeanOfValuesNearTheLargestNumberIsFinite() throws {
    let sample = try #require(Sample([1.5e308, 1.7e308]))
    #expect(abs(sample.mean - 1.6e308) < 1e294)
    #expect(try #require(sample.standardDeviation).isFinite)
  }

  @Test func noStatisticDependsOnTheOrder() throws {
    let values = [0.3, 0.1, 1e10, -0.7, 0.2, 1e-10, 3.3]
    let one = try #require(Sample(values))
    let other = try #require(Sample(values.reversed()))
    #expect(one == other)
    #expect(one.mean == other.mean)
  }

  @Test func quantilesOfTwoValuesAreLinearBetweenThem() throws {
    let sample = try #require(Sample([3, 1]))
    #expect(sample.quantile(0) == 1)
    #expect(sample.quantile(0.25) == 1.5)
    #expect(sample.median == 2)
    #expect(sample.quantile(1) == 3)
  }
}
