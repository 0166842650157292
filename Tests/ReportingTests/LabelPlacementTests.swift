import Testing

@testable import Reporting

@Suite struct LabelPlacementTests {
  private func place(_ wishes: [Double]) -> [Double] { placedLabels(wishes, distance: 10, within: 0...100) }

  @Test func labelsThatDoNotOverlapStayWhereTheyAre() {
    #expect(place([80, 20, 50]) == [80, 20, 50])
    #expect(place([]) == [])
  }

  @Test func labelsThatOverlapMoveApartAroundTheirMiddle() {
    #expect(place([50, 50]) == [45, 55])
    #expect(place([52, 50, 51]) == [61, 41, 51])
  }

  @Test func labelsAtAnEdgeMoveInwards() {
    #expect(place([100, 99, 0]) == [100, 90, 0])
    #expect(place([-5, 0]) == [0, 10])
  }

  @Test func aGroupThatGrowsIntoItsNeighbourTakesItAlong() {
    let places = place([30, 31, 32, 44])
    let sorted = places.sorted()
    #expect(places == sorted)
    #expect(zip(sorted, sorted.dropFirst()).allSatisfy { $1 - $0 >= 10 - 1e-9 })
  }
}
