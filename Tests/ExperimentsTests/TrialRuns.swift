import CKernels
import Experiments
import Trials

extension Experiment {
  /// The result of an uninterrupted trial.
  func run(_ specification: TrialSpecification) throws -> TrialResult {
    let trial = try makeTrial(specification, resumingFrom: nil)
    while true {
      if case .finished(let result) = try trial.advance(steps: trial.progress.totalSteps) { return result }
    }
  }

  /// The result of a trial that is made again from its checkpoint after each of the steps `cuts`.
  func run(_ specification: TrialSpecification, interruptedAfter cuts: Set<Int>) throws -> TrialResult {
    var trial = try makeTrial(specification, resumingFrom: nil)
    while true {
      if cuts.contains(trial.progress.step) {
        trial = try makeTrial(specification, resumingFrom: try trial.checkpoint())
      }
      if case .finished(let result) = try trial.advance(steps: 1) { return result }
    }
  }

  /// The number of training steps of a trial.
  func stepCount(_ specification: TrialSpecification) throws -> Int {
    try makeTrial(specification, resumingFrom: nil).progress.totalSteps
  }

  /// The names of the kernel bodies that this processor runs, by the bytes of the trial's result.
  func bodiesByResult(_ specification: TrialSpecification) throws -> [[UInt8]: [String]] {
    let widest = regnorm_body()
    defer { regnorm_use_body(widest) }
    var bodies: [[UInt8]: [String]] = [:]
    for body in [KernelBody.portable, .avx2, .avx512] where regnorm_use_body(body) {
      bodies[try run(specification).encoded(), default: []].append(String(cString: regnorm_body_name(body)))
    }
    return bodies
  }
}

/// The beginning, the last step, and `count` steps of a trial in between, drawn by `seed`.
func cuts(_ count: Int, of steps: Int, seed: UInt64) -> Set<Int> {
  var state = seed
  let drawn = (0..<count).map { _ in
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % steps
  }
  return Set([0, steps - 1] + drawn)
}
