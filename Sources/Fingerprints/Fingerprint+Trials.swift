import Digests
import Experiments
import Trials

extension Fingerprint {
  /// The names of the tasks for which `trial` has a short trial. A test requires all tasks.
  public static var tasks: [String] { shortTrials.map(\.task) }

  /// The fingerprint of a short trial of `task`: of the result's bytes, as a worker would send them, and of the trained
  /// parameters. The trial reads no files. Throws `UnknownTask` if no task has the name, and `UnlistedTask` if the task
  /// has no short trial.
  public static func trial(of task: String) throws -> Fingerprint {
    let experiment = try ExperimentRegistry.experiment(named: task)
    guard let short = shortTrials.first(where: { $0.task == task }) else { throw UnlistedTask(name: task) }
    let trial = try experiment.makeTrial(try experiment.specification(short.settings, seed: 1), resumingFrom: nil)
    var state = TrialState.running
    while case .running = state { state = try trial.advance(steps: .max) }
    var hash = SHA256()
    if case .finished(let result) = state { try result.encoded().withUnsafeBytes { hash.update($0) } }
    for array in trial.parameters { array.elements.withUnsafeBytes { hash.update($0) } }
    return Fingerprint(name: task, digest: hash.finalize())
  }

  /// A trial of every task that takes a second or less, on data that are part of the program. Together the trials use
  /// most normalizations, both optimizers' forms and every kind of layer, and make evaluations and pictures.
  private static let shortTrials: [(task: String, settings: [String: SettingValue])] = [
    (
      "imbalanced-mnist",
      [
        "normalization": .text("ln+rn"), "semantics": .text("published"), "dataset": .text("optdigits"),
        "rareClasses": .integer(3), "hiddenUnits": .integer(48), "probe": .boolean(true),
      ]
    ),
    (
      "mnist-rnn",
      [
        "normalization": .text("rn"), "semantics": .text("corrected"), "dataset": .text("optdigits"),
        "cell": .text("lstm"), "epochs": .integer(1), "hiddenUnits": .integer(24),
      ]
    ),
    (
      "draw",
      [
        "normalization": .text("sn"), "semantics": .text("published"), "rareClasses": .integer(9),
        "epochs": .integer(1), "drawingSteps": .integer(3), "pictures": .boolean(true),
      ]
    ),
    (
      "babi-ggnn",
      [
        "normalization": .text("rn"), "semantics": .text("published"), "babiTask": .integer(19),
        "trainSize": .integer(50), "epochs": .integer(1),
      ]
    ),
    (
      "cartpole-dqn",
      [
        "normalization": .text("bn"), "episodes": .integer(20), "stepLimit": .integer(200),
        "evaluationEpisodes": .integer(4),
      ]
    ),
    (
      "lunarlander-dqn",
      [
        "normalization": .text("rln"), "semantics": .text("corrected"), "episodes": .integer(5),
        "windPower": .number(15), "evaluationEpisodes": .integer(2),
      ]
    ),
    (
      "redbluedoors-ppo",
      [
        "normalization": .text("ln"), "environments": .integer(4), "framesPerUpdate": .integer(16),
        "frames": .integer(128), "batchSize": .integer(32), "text": .boolean(true), "evaluationEpisodes": .integer(6),
      ]
    ),
  ]
}

/// A task for which `Fingerprint` has no short trial.
public struct UnlistedTask: Error, CustomStringConvertible {
  /// The task's name.
  public let name: String

  /// One sentence that says what to do.
  public var description: String {
    "the task \(name) has no short trial for its fingerprint: add one to Fingerprint"
  }
}
