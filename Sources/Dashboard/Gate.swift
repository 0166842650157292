import FlyingFox

/// Who may read a dashboard: those who ask for it by a name of this host and, where others can reach it, show its token.
struct Gate: Sendable {
  /// Nil where everybody who reaches the dashboard may read it.
  let token: AccessToken?
  /// The names of this host by which a browser may ask, besides addresses in digits.
  let names: Set<String>

  /// Whether the request names this host. A page of another site that makes its own name point here is refused.
  func admitsHost(_ request: HTTPRequest) -> Bool {
    guard request.headers.values(for: .host).count == 1, let host = request.headers[.host] else { return false }
    let name = Self.withoutPort(host).lowercased()
    return names.contains(name) || ListeningAddress.isNumeric(name)
  }

  /// Whether the request shows the token: in the cookie or, as monitors do, in the header `Authorization`.
  func admitsReader(_ request: HTTPRequest) -> Bool {
    guard let token else { return true }
    if let value = request.headers[.authorization], value.hasPrefix("Bearer ") {
      return token.matches(value.dropFirst("Bearer ".count))
    }
    let cookies = request.headers.values(for: .cookie).flatMap { $0.split(separator: ";") }
    return cookies.contains { text in
      let pair = text.split(separator: "=", maxSplits: 1)
      return pair.count == 2 && pair[0].trimmingPrefix { $0 == " " } == token.cookie && token.matches(pair[1])
    }
  }

  /// Whether the request comes from a page of this dashboard or from no page; browsers say which. Another site's page may
  /// not read what it asks for, but would take a reader's seat.
  func admitsOrigin(_ request: HTTPRequest) -> Bool {
    guard let site = request.headers[HTTPHeader("Sec-Fetch-Site")] else { return true }
    return ["same-origin", "none"].contains(site)
  }

  private static func withoutPort(_ host: String) -> String {
    if host.hasPrefix("[") { return String(host.dropFirst().prefix { $0 != "]" }) }
    return String(host.prefix { $0 != ":" })
  }
}
