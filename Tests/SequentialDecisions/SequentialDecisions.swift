import Foundation
import Statistics

/// Decides experiments that a script gives on standard input, as JSON: each two arms with a number for each seed, in the order
/// of seeds. Prints for each how the default rule ends and how many seeds an arm used until then. `Tests/compare-adastop` sets
/// them beside another rule's.
@main struct SequentialDecisions {
  private struct Decision: Encodable {
    let isDifferent: Bool
    let seeds: Int
  }

  static func main() throws {
    let experiments = try JSONDecoder().decode([[[Double]]].self, from: FileHandle.standardInput.readToEnd() ?? Data())
    let decisions = try experiments.map(decide)
    FileHandle.standardOutput.write(try JSONEncoder().encode(decisions))
  }

  private static func decide(_ values: [[Double]]) throws -> Decision {
    let design = try SequentialDesign(
      seeds: Array(0..<(values.first?.count ?? 0)), comparisons: 1, divergences: .exclude)
    var arms: [[Int: Outcome]] = values.map { _ in [:] }
    for seed in design.seeds.prefix(design.looks[0]) {
      for arm in arms.indices { arms[arm][seed] = .value(values[arm][seed]) }
    }
    while true {
      let study = SequentialStudy(arms, pairs: [ArmPair(0, 1)], design: design)
      if study.isDecided {
        return Decision(isDifferent: study.verdicts[0].isDifferent, seeds: arms.map(\.count).max() ?? 0)
      }
      for (arm, seeds) in study.wanted.enumerated() {
        for seed in seeds { arms[arm][seed] = .value(values[arm][seed]) }
      }
    }
  }
}
