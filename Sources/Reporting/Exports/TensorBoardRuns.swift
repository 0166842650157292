import Plans
public import Results
public import Trials

/// A sweep as TensorBoard shows it: a run for every result, with the scalars of its curves and its metrics.
public struct TensorBoardRuns {
  private let sweep: StoredSweep
  private let task: TaskDescription?

  /// The runs of `sweep`. `task` declares the curves; nil where this build does not know the task.
  public init(of sweep: StoredSweep, task: TaskDescription?) {
    self.sweep = sweep
    self.task = task
  }

  /// Hands every run to `write`: its folder, `normalization=rn,rareClasses=7/seed=3`, and the bytes of its file of events.
  ///
  /// A curve at a place of a network has the tag `codeLength/fc1`, a metric the tag `final/testError` at step 0.
  public func write(to write: (_ folder: String, _ events: [UInt8]) throws -> Void) throws {
    try sweep.forEachTrial(as: TrialResult.init(encoded:)) { stored in
      guard let accepted = stored.accepted else { return }
      var events = TensorBoardEvents(time: accepted.time)
      for (name, points) in accepted.value.curves.sorted(by: { $0.key < $1.key }) {
        for point in points { events.add(tag(name), step: point.step, point.value) }
      }
      let metrics = accepted.value.metrics.merging([Metric.seconds.name: accepted.seconds]) { own, _ in own }
      for (name, value) in metrics.sorted(by: { $0.key < $1.key }) { events.add("final/\(name)", step: 0, value) }
      try write(folder(of: stored.trial), events.bytes)
    }
  }

  private func tag(_ name: String) -> String {
    guard let curve = task?.curve(name), let place = curve.place else { return name }
    return "\(curve.name)/\(place)"
  }

  private func folder(of trial: PlannedTrial) -> String {
    let cell = sweep.plan.coordinatesText(of: sweep.plan[trial.cell])
    let folders = [cell.isEmpty ? sweep.plan.name : cell, "seed=\(trial.specification.seed)"]
    return folders.map { String($0.map { $0 == "/" ? "_" : $0 == " " ? "," : $0 }) }.joined(separator: "/")
  }
}
