import Coordination
import Plans
import Results
import ResultsTestSupport
import Testing

@testable import Reporting

@Suite struct DamagedResultsTests {
  private let plan = samplePlan(axes: [normalizations("none", "rn")], seeds: [1])

  private var damaged: [DamagedResult] {
    plan.trials.map { DamagedResult(trial: $0.identifier, label: plan.label(of: $0), reason: "it is cut") }
  }

  @Test func aTableNamesWhatItDoesNotCount() throws {
    let one = try Table(of: plan, metrics: [:], damaged: [damaged[1]])
    #expect(TableText(one).warnings.first == "1 result damaged and not counted: normalization=rn seed=1.")
    let sound = try Table(of: plan, metrics: [:])
    #expect(!TableText(sound).warnings.contains { $0.contains("damaged") })
  }

  @Test func tenAreNamedAtMost() throws {
    let table = try Table(of: plan, metrics: [:], damaged: Array(repeating: damaged[0], count: 11))
    let note = try #require(TableText(table).warnings.first)
    #expect(note.hasPrefix("11 results damaged and not counted: "))
    #expect(note.hasSuffix("normalization=none seed=1; …."))
  }
}
