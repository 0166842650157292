import Trials

/// A metric or axis that the sweep does not have.
public struct UnknownName: Error, Equatable, CustomStringConvertible {
  /// `metric` or `axis`.
  public let kind: String
  /// The name that was asked for.
  public let name: String
  /// The sweep's name.
  public let sweep: String
  /// The names there are.
  public let valid: [String]

  /// One sentence with the nearest valid name, or all of them.
  public var description: String {
    let hint = nearestName(to: name, among: valid).map { "did you mean \($0)?" }
    let kinds = kind == "axis" ? "axes" : "\(kind)s"
    return "\(sweep) has no \(kind) \(name); \(hint ?? "its \(kinds) are \(valid.joined(separator: ", ")).")"
  }
}

/// Rows and columns that are one axis.
public struct SameAxisTwice: Error, Equatable, CustomStringConvertible {
  /// The axis' name.
  public let axis: String

  /// One sentence that says what to do.
  public var description: String { "Rows and columns are both \(axis); name another axis for one of them." }
}

/// A table in which no cell would have a value.
public struct NoResults: Error, Equatable, CustomStringConvertible {
  /// The directory of results.
  public let directory: String
  /// The metric's name.
  public let metric: String
  /// The number of planned trials.
  public let planned: Int

  /// A table of `metric` over `planned` trials, none of which has a result.
  public init(directory: String, metric: String, planned: Int) {
    self.directory = directory
    self.metric = metric
    self.planned = planned
  }

  /// What is missing and what to do.
  public var description: String {
    "\(directory) has no results of \(metric) yet (0 of \(planned) trials): run its sweep with regnorm run, or wait for the "
      + "first trial if it is running."
  }
}
