/// Damaged results of a directory, which are left out of every number.
public struct DamagedResults: Error, Equatable, CustomStringConvertible {
  /// The directory of results.
  public let directory: String
  /// The results.
  public let results: [DamagedResult]

  /// Damaged results of a directory.
  public init(directory: String, results: [DamagedResult]) {
    self.directory = directory
    self.results = results
  }

  /// The first ten results with their faults, and the remedy.
  public var description: String {
    let named = results.prefix(10).map(\.description).joined(separator: "; ")
    let others = results.count > 10 ? "; and \(results.count - 10) more" : ""
    return
      "\(directory) has \(results.count) damaged \(results.count == 1 ? "result" : "results"), which no number counts: "
      + "\(named)\(others). Restore the directory from a copy, or run the sweep again with --out \(directory): these trials "
      + "then run anew. regnorm audit \(directory) checks everything."
  }
}
