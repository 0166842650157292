/// A task that this build does not have.
struct UnknownTask: Error, CustomStringConvertible {
  let name: String
  var description: String { "this worker's build has no task \(name); install the coordinator's version on this host" }
}
