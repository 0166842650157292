import Trials

/// A metric, an axis or a row that the sweep does not have.
public struct UnknownName: Error, Equatable, CustomStringConvertible {
  /// `metric`, `axis` or `row`.
  public let kind: String
  /// The unknown name.
  public let name: String
  /// The sweep's name.
  public let sweep: String
  /// The valid names.
  public let valid: [String]

  /// One sentence with the nearest valid name, or all of them.
  public var description: String {
    let hint = nearestName(to: name, among: valid).map { "did you mean \($0)?" }
    let kinds = kind == "axis" ? "axes" : "\(kind)s"
    return "\(sweep) has no \(kind) \(name); \(hint ?? "its \(kinds) are \(valid.joined(separator: ", ")).")"
  }
}
