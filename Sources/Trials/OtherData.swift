/// A trial that names other data than this program's task reads.
public struct OtherData: Error, CustomStringConvertible {
  /// The task's name.
  public let task: String
  /// What the trial names and the task does not read.
  public let unknown: [DataReference]

  /// The data and what to do.
  public var description: String {
    let names = unknown.map { "\($0.name) with SHA-256 \($0.sha256)" }
    return
      "the trial names data that this program's task \(task) does not read: \(names.joined(separator: ", ")); install "
      + "the same regnorm on the coordinator's host and on this one"
  }
}

extension Experiment {
  /// Throws where the trial names other data than the task reads with its settings: a task compares what it reads with its
  /// own digests, so that a trial which passes reads exactly what it names.
  public func requireData(of specification: TrialSpecification) throws(OtherData) {
    let read = Set(dataReferences(for: task.completed(specification.settings)))
    guard read != Set(specification.data) else { return }
    throw OtherData(task: task.name, unknown: specification.data.filter { !read.contains($0) })
  }
}
