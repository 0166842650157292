import Testing
import Trials

@testable import Reporting

@Suite struct MeanCurveTests {
  private func curve(_ values: [Double], steps: [Int]? = nil) -> [CurvePoint] {
    zip(steps ?? Array(1...max(1, values.count)), values).map { CurvePoint(step: $0, value: $1) }
  }

  private func mean(_ curves: [[CurvePoint]], limit: Int = 100) -> MeanCurve { MeanCurve(curves, limit: limit) }

  @Test func aPointIsTheMeanOfTheSeedsWithItsStandardError() {
    let result = mean([curve([1, 4]), curve([3, 4]), curve([5, 4])])
    #expect(result.points.map(\.step) == [1, 2])
    #expect(result.points.map(\.mean) == [3, 4])
    // The deviation of 1, 3, 5 is 2; over √3.
    #expect(abs(result.points[0].standardError! - 2 / 3.0.squareRoot()) < 1e-15)
    #expect(result.points[1].standardError == 0)
    #expect(result.points.map(\.count) == [3, 3] && result.seeds == 3 && result.window == 1)
  }

  @Test func oneSeedHasNoError() {
    let result = mean([curve([1, 2])])
    #expect(result.points.map(\.standardError) == [nil, nil])
    #expect(result.points.map(\.mean) == [1, 2])
  }

  @Test func noSeedsAndEmptyCurvesHaveNoPoints() {
    #expect(mean([]).points.isEmpty)
    #expect(mean([[], []]).seeds == 0)
    #expect(mean([[], curve([1])]).seeds == 1)
  }

  @Test func theOrderOfTheSeedsDoesNotShow() {
    let curves = [curve([0.1, 1e9]), curve([0.2, 1]), curve([0.3, -1e9])]
    #expect(mean(curves) == mean(curves.reversed()))
  }

  @Test func epochsOfDifferentLengthsAreComparedEpochByEpoch() {
    let result = mean([curve([1, 2], steps: [46, 92]), curve([3, 4], steps: [48, 96])])
    #expect(result.points.map(\.step) == [47, 94])
    #expect(result.points.map(\.mean) == [2, 3])
    #expect(result.endedAt.isEmpty)
  }

  @Test func manyEpochsOfDifferentLengthsAreComparedEpochByEpoch() {
    // The sixth epoch of the one ends before the fifth of the other.
    let result = mean([43, 53].map { length in curve([1, 2, 3, 4, 5, 6], steps: (1...6).map { $0 * length }) })
    #expect(result.points.map(\.mean) == [1, 2, 3, 4, 5, 6])
    #expect(result.points.map(\.step) == (1...6).map { 48 * Double($0) })
    #expect(result.endedAt.isEmpty)
  }

  @Test func asManyPointsAtOtherStepsAreComparedStepByStep() {
    let result = mean([curve([1, 2, 3, 4]), curve([3, 4, 5, 6], steps: [3, 4, 5, 6])])
    #expect(result.points.map(\.step) == [1, 2, 3, 4, 5, 6])
    #expect(result.points.map(\.mean) == [1, 2, 3, 4, 5, 6])
    #expect(result.points.map(\.count) == [1, 1, 2, 2, 1, 1])
    #expect(result.endedAt == [4])
    #expect(mean([curve([1], steps: [5]), curve([3], steps: [100])]).points.map(\.mean) == [1, 3])
  }

  @Test func aPointALittleLaterIsComparedWithItsNeighbour() {
    let result = mean([curve([1, 2, 3], steps: [10, 20, 27]), curve([3, 4, 5], steps: [10, 20, 29])])
    #expect(result.points.map(\.mean) == [2, 3, 4])
    #expect(result.points.map(\.step) == [10, 20, 28])
  }

  @Test func curvesOfDifferentLengthsAreComparedStepByStepAndTheMeanGoesOn() {
    let result = mean([curve([1, 1, 1, 1]), curve([3, 3])])
    #expect(result.points.map(\.mean) == [2, 2, 1, 1])
    #expect(result.points.map(\.count) == [2, 2, 1, 1])
    #expect(result.endedAt == [2])
  }

  @Test func aCurveThatBeginsLateMeetsTheOthersAtItsSteps() {
    let result = mean([curve([1, 1, 1]), curve([3, 3], steps: [2, 3])])
    #expect(result.points.map(\.mean) == [1, 2, 2])
    #expect(result.endedAt.isEmpty)
  }

  @Test func valuesThatAreNotFiniteLeaveTheMeanAndAreCounted() {
    let result = mean([curve([1, 2, 3]), curve([3, .nan, .infinity]), curve([5, 4, 5])])
    #expect(result.points.map(\.mean) == [3, 3, 4])
    #expect(result.points.map(\.count) == [3, 2, 2])
    #expect(result.notFiniteAt == [2])
    #expect(mean([curve([.nan, .nan])]).points.isEmpty)
  }

  @Test func longCurvesAreAveragedInWindowsInWhichEverySeedCountsAlike() {
    let result = mean([curve((1...10).map(Double.init)), curve([Double](repeating: 0, count: 10))], limit: 4)
    #expect(result.window == 3)
    #expect(result.points.map(\.step) == [2, 5, 8, 10])
    #expect(result.points.map(\.mean) == [1, 2.5, 4, 5])
  }

  @Test func windowsOverStepsReachOverTheGapsBetweenThem() {
    // A value every 100 steps, with one seed a value short: windows of one step would hold one seed each.
    let long = curve([Double](repeating: 2, count: 8), steps: (1...8).map { 100 * $0 })
    let short = curve([Double](repeating: 4, count: 7), steps: (1...7).map { 100 * $0 - 3 })
    let result = mean([long, short], limit: 4)
    #expect(result.points.map(\.mean) == [3, 3, 3, 3])
    #expect(result.points.count == 4)
  }

  @Test func aWindowWithOneBadValueLeavesThatSeedOut() {
    let result = mean([curve([1, .nan, 1, 1]), curve([3, 3, 3, 3])], limit: 2)
    #expect(result.points.map(\.mean) == [3, 2])
    #expect(result.notFiniteAt == [2])
  }

  @Test func stepsNoTaskCountsDoNoHarm() {
    let result = mean([curve([1, 2], steps: [.min, 5]), curve([1, 2, 3], steps: [1, 2, .max])], limit: 1)
    #expect(!result.points.isEmpty)
  }
}
