extension WorkerIdentifier {
  /// The number of the worker's process, which stands before the last dash; nil where the name has none.
  var process: Int32? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    return parts.count < 3 ? nil : Int32(parts[parts.count - 2])
  }
}
