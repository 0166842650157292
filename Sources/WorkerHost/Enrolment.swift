public import Coordination
import FoundationEssentials
import Glibc
public import Messaging
import OperatingSystem

/// Registers a new key of this worker with its coordinator, by a token.
public enum Enrolment {
  /// The access file at `path`. If the file is missing, makes a key pair and first registers it under `name` with the
  /// coordinator, whose `addresses` are asked in turn. Waits for the coordinator for `patience`; nil for ever. Calls
  /// `whenUnanswered` once if nobody answers.
  ///
  /// The pair is kept in `path.new` until it is registered. A worker that died meanwhile asks with the same pair again,
  /// which costs no second use of the token.
  public static func access(
    at path: String, name: WorkerName, token: EnrolmentToken, addresses: [CoordinatorAddress], patience: Duration?,
    whenUnanswered: (String) -> Void
  ) throws -> AccessFile {
    if let access = try AccessFile(at: path) { return access }
    try FileManager.default.createDirectory(
      atPath: folder(of: path), withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let new = path + ".new"
    let access = try AccessFile(at: new) ?? made(for: name, at: new)
    let clock = SuspendingClock()
    let start = clock.now
    var hasTold = false
    while true {
      for address in addresses {
        let request = ControlRequest(to: address, as: access.pair, attempts: 1, patience: .seconds(5))
        switch try request.ask(.enrol(token, access.name)) {
        case .enrolled:
          try SystemError.check(rename(new, path), "rename \(new) to \(path)")
          return access
        case .refused(let reason):
          // The next try may be under another name.
          SecretFile.remove(new)
          throw Refused(reason: reason)
        case .status, .enrol, .snapshot, nil: break
        }
      }
      let unanswered = Unanswered(addresses: addresses.map(\.control))
      if let patience, clock.now - start >= patience { throw unanswered }
      if !hasTold {
        whenUnanswered("\(unanswered.places): nobody registers this worker's key yet; the worker goes on trying")
        hasTold = true
      }
    }
  }

  private static func made(for name: WorkerName, at path: String) throws -> AccessFile {
    let access = AccessFile(newFor: name)
    try access.create(path)
    return access
  }

  /// The coordinator does not register the key.
  public struct Refused: Error, CustomStringConvertible {
    let reason: String
    public var description: String { "the coordinator does not register this worker's key: \(reason)" }
  }

  /// Nobody answered.
  public struct Unanswered: Error, CustomStringConvertible {
    let addresses: [CoordinatorAddress]

    var places: String { addresses.map(\.endpoint).joined(separator: " or ") }

    /// The addresses that were asked, and what to do.
    public var description: String {
      "no coordinator answers at \(places), the port behind that of the leases, where keys are registered: check "
        + "the address and the firewall, or give the worker an access file, which needs no second port"
    }
  }
}
