import Coordination
import Plans
import Testing

@Suite struct TrialDurationsTests {
  @Test func aCellsOwnTrialsComeBeforeThoseOfOthers() {
    var durations = TrialDurations()
    durations.add(cell: CellIndex(0), host: "a", seconds: 10)
    durations.add(cell: CellIndex(0), host: "a", seconds: 20)
    durations.add(cell: CellIndex(1), host: "a", seconds: 90)
    #expect(durations.expectedSeconds(cell: CellIndex(0)) == 15)
    #expect(durations.expectedSeconds(cell: CellIndex(2)) == 40)
    #expect(durations.secondsRemaining([CellIndex(0): 2, CellIndex(2): 1.5], slots: ["a": 2]) == 45)
  }

  @Test func theLastTrialIsNotDividedOverIdleSlots() {
    var durations = TrialDurations()
    durations.add(cell: CellIndex(0), host: "a", seconds: 30)
    #expect(durations.secondsRemaining([CellIndex(0): 1], slots: ["a": 8]) == 30)
    #expect(durations.secondsRemaining([CellIndex(0): 0.5], slots: ["a": 8]) == 15)
    #expect(durations.secondsRemaining([:], slots: ["a": 8]) == 0)
  }

  @Test func nothingIsSaidWithoutExperienceOrSlots() {
    var durations = TrialDurations()
    #expect(durations.secondsRemaining([CellIndex(0): 1], slots: ["a": 1]) == nil)
    durations.add(cell: CellIndex(0), host: "a", seconds: 30)
    #expect(durations.secondsRemaining([CellIndex(0): 1], slots: ["a": 0]) == nil)
  }
}
