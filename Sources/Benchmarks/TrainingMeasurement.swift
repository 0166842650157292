import CKernels
import Experiments
public import Layers
import Tensors
import Trials

/// The rate of a task's training step under one normalization. Encodes with the keys of the peer's lines.
public struct TrainingMeasurement: Sendable, Encodable {
  let task: String
  let norm: String
  let semantics: String
  let variant = "regnorm"
  let threads = 1
  let procs = 1
  let unit: String
  let unitsPerStep: Int
  let firstStepSeconds: Double
  let kernelsPerStep: Double
  /// Units a second.
  public let rate: Spread
  let stepMilliseconds: Spread
  let cpuMillisecondsPerStep: Spread
  let repetitions: Int
  let otherCores: Double
  let stolenCores: Double
  let coreShare: Double
  let coreGflops: Spread
  let windowsRejected: Int
  let finite: Bool
  /// The least time that a step can take.
  public let floor: Floor
  /// The floor over the median step.
  public let shareOfFloor: Double
  let peaks: MachinePeaks
  let kernels: String
  let profile: [KernelShare]?

  private enum CodingKeys: String, CodingKey {
    case task, norm, semantics, variant, threads, procs, unit, rate, finite, floor, peaks, kernels, profile
    case unitsPerStep = "units_per_step"
    case firstStepSeconds = "first_step_s"
    case kernelsPerStep = "ops_per_step"
    case stepMilliseconds = "step_ms"
    case cpuMillisecondsPerStep = "cpu_ms_per_step"
    case repetitions = "reps"
    case otherCores = "other_cores"
    case stolenCores = "stolen_cores"
    case coreShare = "core_share"
    case coreGflops = "core_gflops"
    case windowsRejected = "windows_rejected"
    case shareOfFloor = "floor_share"
  }

  /// Measures `steadyState`, and with `profiled` also the time of each kernel.
  public init(
    _ steadyState: SteadyState, _ method: NormalizationMethod, patience: Patience, peaks: MachinePeaks,
    profiled: Bool = false
  ) throws {
    let specification = try steadyState.specification(method, seed: 1)
    let experiment = try ExperimentRegistry.experiment(named: steadyState.task)

    // The profile has a trial of its own, because timing every kernel costs time.
    let profile = StepProfile()
    let profiledSteps = try StepProfile.$current.withValue(profile) {
      let trial = try experiment.makeTrial(specification, resumingFrom: nil)
      return try Self.profile(trial, steadyState, profile, seconds: profiled ? patience.seconds : 0)
    }
    let environmentStep = steadyState.environment.map { EnvironmentSpeed.secondsPerStep($0()) }
    floor = Floor(
      profile, steps: profiledSteps, peaks: peaks,
      environmentSeconds: environmentStep.map { $0 * Double(steadyState.unitsPerStep) })
    self.profile =
      !profiled ? nil : profile.entries.map { KernelShare($0, steps: profiledSteps, peaks: peaks) }
    kernelsPerStep = (Double(profile.entries.reduce(0) { $0 + $1.calls }) / Double(profiledSteps)).rounded(digits: 4)

    let start = ProcessClock.wall()
    let trial = try experiment.makeTrial(specification, resumingFrom: nil)
    let calls = steadyState.stepsPerCall
    _ = try trial.advance(steps: calls)
    firstStepSeconds = (ProcessClock.wall() - start).rounded(digits: 3)
    while ProcessClock.wall() - start < patience.warmUp { _ = try trial.advance(steps: calls) }
    let (kept, rejected) = try patience.gather {
      try Window(seconds: patience.seconds) {
        steadyState.isPlain(trial.progress.step + calls)
      } step: {
        _ = try trial.advance(steps: calls)
      }
    }

    task = steadyState.name
    norm = method.rawValue
    semantics = specification.settings["semantics"]?.description ?? "unstated"
    unit = steadyState.unit
    unitsPerStep = steadyState.unitsPerStep
    rate = Spread(kept.map { Double($0.steps * calls * steadyState.unitsPerStep) / $0.wall })
    stepMilliseconds = Spread(kept.map { 1e3 * $0.wall / Double($0.steps * calls) })
    cpuMillisecondsPerStep = Spread(kept.map { 1e3 * $0.cpu / Double($0.steps * calls) })
    repetitions = kept.count
    otherCores = kept.map(\.otherCores).max()!.rounded(digits: 2)
    stolenCores = kept.map(\.stolenCores).max()!.rounded(digits: 2)
    coreShare = kept.map { $0.cpu / $0.wall }.min()!.rounded(digits: 3)
    coreGflops = Spread(kept.map(\.coreSpeed))
    windowsRejected = rejected
    finite = trial.progress.lastValue?.isFinite ?? true
    shareOfFloor = (floor.milliseconds / stepMilliseconds.median).rounded(digits: 3)
    self.peaks = peaks
    kernels = String(cString: regnorm_body_name(regnorm_body()))
  }

  /// Runs a few dozen calls under the profile, or more to fill `seconds`, within the first epoch. Returns the number of
  /// counted steps.
  private static func profile(
    _ trial: any Trial, _ steadyState: SteadyState, _ profile: StepProfile, seconds: Double
  ) throws -> Int {
    let calls = steadyState.stepsPerCall
    for _ in 0..<3 { _ = try trial.advance(steps: calls) }
    profile.reset()
    let start = ProcessClock.wall()
    // The trial's progress is no measure of steps, because it may jump where an episode ends.
    var steps = 0
    repeat {
      _ = try trial.advance(steps: calls)
      steps += calls
    } while steadyState.isPlain(trial.progress.step + calls)
      && (steps < 5 * calls || ProcessClock.wall() - start < seconds)
    return steps
  }
}
