/// The scores of one method: a sample of runs for each of several tasks.
///
/// The aggregates are those of rliable (Agarwal et al., NeurIPS 2021). Tasks may have different numbers of runs.
public struct TaskScores: Sendable, Hashable {
  /// The runs of each task; at least one task.
  public let tasks: [Sample]

  /// Nil if there is no task.
  public init?(_ tasks: [Sample]) {
    guard !tasks.isEmpty else { return nil }
    self.tasks = tasks
  }

  /// `tasks` must not be empty.
  init(tasks: [Sample]) { self.tasks = tasks }

  /// All scores of all tasks.
  private var pooled: Sample { Sample(ascending: tasks.flatMap(\.values).sorted()) }

  /// The interquartile mean of all scores of all tasks.
  public var interquartileMean: Double { pooled.interquartileMean }

  /// The mean over the tasks of their means.
  public var mean: Double { taskMeans.mean }

  /// The median over the tasks of their means.
  public var median: Double { taskMeans.median }

  /// The amount by which scores fall short of `target`: target - mean of min(score, target), averaged over the tasks.
  public func optimalityGap(target: Double = 1) -> Double {
    let cut = tasks.map { Sample(ascending: $0.values.map { min($0, target) }).mean }
    return target - Sample(ascending: cut.sorted()).mean
  }

  /// The share of all scores above `threshold`.
  public func share(above threshold: Double) -> Double {
    Double(pooled.values.count { $0 > threshold }) / Double(pooled.count)
  }

  /// The share of all scores above each threshold: the performance profile.
  public func profile(_ thresholds: [Double]) -> [Double] { thresholds.map { share(above: $0) } }

  /// The mean of A₁₂ over the tasks: the probability that a run of `self` scores higher than a run of `other` on a
  /// random task. Ties count half.
  public func probabilityOfImprovement(over other: TaskScores) -> Double {
    precondition(tasks.count == other.tasks.count, "both methods have the same tasks, in the same order")
    let shares = zip(tasks, other.tasks).map { one, two in
      one.wins(over: two) / Double(one.count * two.count)
    }
    return Sample(ascending: shares.sorted()).mean
  }

  private var taskMeans: Sample { Sample(ascending: tasks.map(\.mean).sorted()) }
}
