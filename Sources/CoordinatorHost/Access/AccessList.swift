public import Coordination
public import Digests
public import FoundationEssentials
public import Messaging

/// The keys of the workers that a coordinator admits, and the tokens by which further keys may be registered.
public struct AccessList: Codable, Sendable {
  /// A worker whose key is admitted.
  public struct Worker: Codable, Sendable {
    /// The name under which the key is registered.
    public let name: WorkerName
    public let key: PublicKey
    /// When the key was registered.
    public let since: Date
  }

  /// The record of a token.
  public struct Token: Codable, Sendable {
    /// The token's SHA-256.
    public let digest: Digest
    /// The names that may be registered by it.
    public let names: WorkerNamePattern
    /// How many more keys may be registered by it.
    public var uses: Int
    /// When the token expires.
    public let end: Date
  }

  /// The workers, in the order of their registration.
  public private(set) var workers: [Worker] = []
  /// The tokens that may still be used.
  public private(set) var tokens: [Token] = []

  /// An empty list.
  public init() {}

  /// Whether a token may still be used at `now`.
  public func hasLiveToken(at now: Date) -> Bool { tokens.contains { $0.end > now } }

  /// Registers `key` under `name`. Throws if the name has another key or the key another name.
  public mutating func register(_ key: PublicKey, as name: WorkerName, at now: Date) throws(AccessDenied) {
    if let worker = workers.first(where: { $0.name == name || $0.key == key }) {
      guard worker.name == name, worker.key == key else {
        throw worker.name == name ? .nameTaken(name) : .keyTaken(worker.name)
      }
      return
    }
    workers.append(Worker(name: name, key: key, since: now))
  }

  /// Adds a token for `names` that registers at most `uses` keys until `end`. Removes tokens that ended before `now`.
  public mutating func add(_ token: EnrolmentToken, for names: WorkerNamePattern, uses: Int, end: Date, at now: Date) {
    tokens.removeAll { $0.end <= now }
    tokens.append(Token(digest: token.digest, names: names, uses: uses, end: end))
  }

  /// Registers `key` under `name` by `token`. A key that is registered under this name already costs no use.
  public mutating func enrol(
    _ key: PublicKey, as name: WorkerName, by token: EnrolmentToken, at now: Date
  ) throws(AccessDenied) {
    guard let place = tokens.firstIndex(where: { token.has($0.digest) }), tokens[place].end > now else {
      if workers.contains(where: { $0.name == name && $0.key == key }) { return }
      throw .unknownToken
    }
    guard tokens[place].names.matches(name) else { throw .otherName(name, expected: tokens[place].names) }
    let count = workers.count
    try register(key, as: name, at: now)
    guard workers.count > count else { return }
    tokens[place].uses -= 1
    if tokens[place].uses <= 0 { tokens.remove(at: place) }
  }

  /// Removes the workers whose names match `names`, and every token by which one of them could register again. Returns
  /// what was removed.
  public mutating func revoke(_ names: WorkerNamePattern) -> (workers: [Worker], tokens: [Token]) {
    let removed = (workers.filter { names.matches($0.name) }, tokens.filter { $0.names.overlaps(names) })
    workers.removeAll { names.matches($0.name) }
    tokens.removeAll { $0.names.overlaps(names) }
    return removed
  }
}
