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
