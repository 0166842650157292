/// The coordinator's build and the worker's have different versions of a task.
struct OtherTaskVersion: Error, CustomStringConvertible {
  let name: String
  let ours: Int
  let theirs: Int
  var description: String {
    "the sweep needs version \(theirs) of \(name) and this worker has version \(ours); install the same build on both"
  }
}
