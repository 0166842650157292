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
  /// A curve at a place of a network has the tag `codeLength/fc1`, a metric the tag `final/testError` at step 0. Returns the
  /// results that could not be written, because they are damaged or cannot be read.
  public func write(to write: (_ folder: String, _ events: [UInt8]) throws -> Void) throws -> [DamagedResult] {
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
    let coordinates = sweep.plan[trial.cell].coordinates
    let cell = sweep.plan.axes.compactMap { axis in
      coordinates[axis.name].map { "\(folderName(axis.name))=\(folderName($0.description))" }
    }.joined(separator: ",")
    return "\(cell.isEmpty ? folderName(sweep.plan.name) : cell)/seed=\(trial.specification.seed)"
  }
}

/// `text` as part of a folder's name, with `%2F` for a slash: different texts have different names.
func folderName(_ text: String) -> String {
  text.unicodeScalars.reduce(into: "") { name, scalar in
    if scalar.value < 0x21 || "/\\%,=".unicodeScalars.contains(scalar) {
      let digits = String(scalar.value, radix: 16, uppercase: true)
      name += "%" + (digits.count < 2 ? "0" : "") + digits
    } else {
      name.unicodeScalars.append(scalar)
    }
  }
}
