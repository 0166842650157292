import Plans
import ResultsTestSupport
import Trials

/// A plan and results of its trials, given by the coordinates and seed of each.
struct SampleSweep {
  let plan: Plan
  private(set) var metrics: [TrialIdentifier: TrialOutcome] = [:]

  init(_ plan: Plan) { self.plan = plan }

  /// Takes `metric` from the results of the cell at these coordinates, as if they had nothing to say of it.
  mutating func remove(_ metric: String, at coordinates: [String: SettingValue], seeds: [Int]) {
    for trial in plan.trials where trial.specification.settings == coordinates {
      guard seeds.contains(trial.specification.seed), let old = metrics[trial.identifier] else { continue }
      metrics[trial.identifier] = .finished(old.metrics.filter { $0.key != metric })
    }
  }

  /// Sets `testError` (and `score`, its negative) of the first seeds of the cell at these coordinates.
  mutating func set(_ coordinates: [String: SettingValue], _ values: [Double?]) {
    for trial in plan.trials where trial.specification.settings == coordinates {
      guard let index = plan.seeds.firstIndex(of: trial.specification.seed), index < values.count else { continue }
      metrics[trial.identifier] = values[index].map {
        $0.isFinite ? ["testError": $0, "score": -$0] : .diverged(at: nil)
      }
    }
  }
}

/// Three arms × two columns, five seeds: ties, constant samples, zeros, n = 1 and 2, a missing cell, divergence.
func mixedSweep() -> SampleSweep {
  var sweep = SampleSweep(
    samplePlan(
      axes: [normalizations("none", "ln", "rn", "sn"), classes(0, 7)], seeds: [1, 2, 3, 4, 5], columns: "classes"))
  func set(_ name: String, _ number: Int, _ values: [Double?]) {
    sweep.set(["normalization": .text(name), "classes": .integer(number)], values)
  }
  set("none", 0, [4.5, 4.75, 5, 4.25, 4.5])
  set("none", 7, [70, 70, 70, 70, 70])
  set("ln", 0, [3, 3, 3, 3, 3])
  set("ln", 7, [41.5, nil, nil, nil, nil])
  set("rn", 0, [3, 2, 4, 3, 3])
  set("rn", 7, [60, 62, .nan, 61, .infinity])
  set("sn", 0, [0, 0.5, nil, nil, nil])
  return sweep
}
