import OperatingSystem
import Testing

@Suite struct ParallelMapTests {
  @Test(arguments: [0, 1, 63, 64, 65, 1_000])
  func valuesStandInTheOrderOfTheirElements(count: Int) {
    let numbers = Array(0..<count)
    #expect(numbers.mapInParallel { 2 * $0 } == numbers.map { 2 * $0 })
  }
}
