import FlyingFox
import FoundationEssentials
import Reporting

/// Answers the requests of browsers and monitors; everything but the token's form is read only.
struct DashboardHandler: HTTPHandler {
  let watcher: SweepWatcher
  let gate: Gate
  let pages = PageCache()
  let seats = Seats(64)
  /// Chosen at random, so that the numbers of events are not mistaken for those of an earlier start.
  let server = String(UInt64.random(in: 0 ... .max), radix: 16)

  func handleRequest(_ request: HTTPRequest) async -> HTTPResponse {
    var response = await answer(request)
    for (header, value) in Self.protections where response.headers[header] == nil { response.headers[header] = value }
    return response
  }

  /// A browser loads nothing from elsewhere, runs nothing that stands in the page, and shows the page in no frame.
  private static let protections: [(HTTPHeader, String)] = [
    (
      HTTPHeader("Content-Security-Policy"),
      "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    (HTTPHeader("X-Content-Type-Options"), "nosniff"), (HTTPHeader("Referrer-Policy"), "no-referrer"),
    (HTTPHeader("Cross-Origin-Resource-Policy"), "same-origin"), (HTTPHeader("Cache-Control"), "no-store"),
  ]

  private func answer(_ request: HTTPRequest) async -> HTTPResponse {
    guard gate.admitsHost(request) else {
      return .text(
        .misdirectedRequest, "This host has another name: ask for it by its name or its address in digits.\n")
    }
    if request.path == "/login" { return await logIn(request) }
    guard request.method == .GET else { return .text(.methodNotAllowed, "A dashboard is only read: use GET.\n") }
    switch request.path {
    case "/style.css": return .text(.ok, DashboardPage.style, type: "text/css")
    case "/script.js": return .text(.ok, DashboardPage.script, type: "text/javascript")
    default: break
    }
    guard gate.admitsReader(request) else {
      return request.path == "/" || DashboardQuery(request) != nil
        ? .html(.unauthorized, DashboardPage.login(isWrong: false))
        : .text(.unauthorized, "Show the token, as: Authorization: Bearer TOKEN\n")
    }
    let moment: NumberedMoment
    do { moment = try watcher.latest } catch {
      return .html(.serviceUnavailable, DashboardPage.waiting(reason: error.reason))
    }
    switch request.path {
    case "/metrics":
      return .text(.ok, MetricsText(moment.moment).text, type: "text/plain; version=0.0.4")
    case "/events": return events(request)
    default: return await page(request, moment)
    }
  }

  private func page(_ request: HTTPRequest, _ moment: NumberedMoment) async -> HTTPResponse {
    guard let query = DashboardQuery(request) else {
      return .text(.notFound, "There is no such view; the first one is at /\n")
    }
    let page = await pages.keeper(of: query).page(at: moment)
    let number = EventNumber(server: server, number: page.number)
    let tag = "\"\(number)\""
    if request.headers[.ifNoneMatch] == tag {
      return HTTPResponse(statusCode: .notModified, headers: HTTPHeaders([.eTag: tag, .cacheControl: "no-cache"]))
    }
    let html = DashboardPage.document(
      title: page.title, pieces: page.pieces, events: query.eventsAddress(after: "\(number)"), style: "/style.css",
      script: "/script.js")
    var response = HTTPResponse.html(.ok, html)
    response.headers[.eTag] = tag
    response.headers[.cacheControl] = "no-cache"
    return response
  }

  private func events(_ request: HTTPRequest) -> HTTPResponse {
    guard gate.admitsOrigin(request) else {
      return .text(.forbidden, "A page of another site does not follow this dashboard.\n")
    }
    guard let query = DashboardQuery(eventsOf: request) else {
      return .text(.notFound, "There is no such view; the first one is at /\n")
    }
    guard let seat = seats.take() else {
      return .text(.serviceUnavailable, "Too many readers follow this dashboard.\n")
    }
    // What a browser saw last counts more than what the page's address says.
    let last = request.headers[HTTPHeader("Last-Event-ID")] ?? request.query.first { $0.name == "after" }?.value
    let number = last.flatMap { EventNumber($0) }
    let stream = EventStream(
      watcher: watcher, keeper: pages.keeper(of: query), server: server,
      seen: number.flatMap { $0.server == server ? $0.number : nil }, seat: seat)
    return HTTPResponse(
      statusCode: .ok, headers: HTTPHeaders([.contentType: "text/event-stream", .cacheControl: "no-store"]),
      body: HTTPBodySequence(from: stream, suggestedBufferSize: 1 << 16))
  }

  /// Takes the token from a form and leaves it in a cookie, so that it stands in no address.
  private func logIn(_ request: HTTPRequest) async -> HTTPResponse {
    guard let token = gate.token else { return .moved(to: "/") }
    guard request.method == .POST else { return .html(.ok, DashboardPage.login(isWrong: false)) }
    guard let form = try? await request.shortBody, let stated = form.split(separator: "=").last,
      form.hasPrefix("token="),
      token.matches(stated)
    else { return .html(.forbidden, DashboardPage.login(isWrong: true)) }
    var response = HTTPResponse.moved(to: "/")
    response.headers[.setCookie] = "\(token.cookie)=\(token.text); HttpOnly; SameSite=Strict; Path=/; Max-Age=2592000"
    return response
  }
}

extension HTTPRequest {
  /// The body of a form of one field. Throws where it is longer.
  fileprivate var shortBody: String {
    get async throws {
      guard let count = bodySequence.count, count <= 200 else { throw HTTPUnhandledError() }
      return String(decoding: try await bodyData, as: UTF8.self)
    }
  }
}

extension DashboardQuery {
  fileprivate init?(_ request: HTTPRequest) {
    self.init(path: request.path, items: request.query.map { ($0.name, $0.value) })
  }

  /// The query of which a request at `eventsAddress` wants to hear.
  fileprivate init?(eventsOf request: HTTPRequest) {
    guard let view = request.query.first(where: { $0.name == "view" })?.value else { return nil }
    self.init(path: "/\(view)", items: request.query.map { ($0.name, $0.value) })
  }

  /// Where a script hears what changed in this view after an event.
  fileprivate func eventsAddress(after event: String) -> String {
    let parts = address.dropFirst().split(separator: "?", maxSplits: 1)
    let choices = parts.count > 1 ? "&\(parts[1])" : ""
    return "/events?view=\(view.rawValue)\(choices)&after=\(event)"
  }
}
