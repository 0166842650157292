public import Coordination

/// Why a key is not registered.
public enum AccessDenied: Error, Equatable, CustomStringConvertible {
  case nameTaken(WorkerName)
  case keyTaken(WorkerName)
  /// The token is unknown, used up or too old. The error does not say which, so that a guess teaches nothing.
  case unknownToken
  case otherName(WorkerName, expected: WorkerNamePattern)

  /// The reason and what to do.
  public var description: String {
    switch self {
    case .nameTaken(let name):
      "\(name) has another key already: choose another name, or revoke that key first (`regnorm revoke DIR \(name)`)"
    case .keyTaken(let name): "the key is registered as \(name) already"
    case .unknownToken: "the token is unknown, used up or too old; `regnorm enroll DIR NAME` makes another"
    case .otherName(let name, let expected): "the token is for \(expected), not for \(name)"
    }
  }
}
