/// A question of libzmq to the `Authenticator`: whether to admit a key to a domain (RFC 27, CURVE).
struct ZAPRequest {
  let key: PublicKey
  let domain: AccessDomain
  let host: String

  static let answerParts = 6

  /// Reads the parts: version, request, domain, address, identity, mechanism, key. Nil if they are another question.
  init?(_ parts: [[UInt8]]) {
    guard parts.count == 7, parts[0] == Array("1.0".utf8), parts[5] == Array("CURVE".utf8),
      let domain = AccessDomain(rawValue: String(decoding: parts[2], as: UTF8.self)),
      let key = PublicKey(bytes: parts[6])
    else { return nil }
    self.key = key
    self.domain = domain
    host = String(decoding: parts[3], as: UTF8.self)
  }

  /// The answer's parts: version, request, status, reason, user, metadata. The user is the key, not its name, because
  /// each message looks up who has the key now.
  static func answer(to parts: [[UInt8]], _ request: ZAPRequest?, isAdmitted: Bool) -> [[UInt8]] {
    let user = isAdmitted ? request.map { "\($0.key)" } ?? "" : ""
    let texts = isAdmitted ? ["200", "OK", user, ""] : ["400", "this key is not admitted", "", ""]
    return [Array("1.0".utf8), parts.count > 1 ? parts[1] : []] + texts.map { Array($0.utf8) }
  }
}
