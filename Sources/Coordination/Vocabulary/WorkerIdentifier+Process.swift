extension WorkerIdentifier {
  /// The number of the worker's process, which the identifier has before its last dash; nil if it has none.
  var process: Int32? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    return parts.count < 3 ? nil : Int32(parts[parts.count - 2])
  }
}
