import FlyingFox
import Foundation
import Plans
import Reporting
import ResultsTestSupport
import Testing
import Trials

@testable import Dashboard

@Suite struct DashboardHandlerTests {
  private static let views = DashboardView.allCases.map(\.rawValue)
  private static let evil = "</script><svg onload=alert(1)>"

  private func directory(named name: String = "toy-sweep", token: String? = nil) throws -> SampleDirectory {
    try SampleDirectory(
      samplePlan(name: name, axes: [normalizations("none", "rn"), classes(0, 7)], seeds: [1, 2], columns: "classes"),
      token: token)
  }

  @Test(arguments: views) func everyViewIsAWholePageBeforeAndAfterTheFirstResult(view: String) async throws {
    let directory = try directory()
    for place in 0..<3 {
      let (status, text) = try await directory.handler.text("/\(view)?cell=0")
      #expect(status == 200)
      #expect(text.hasPrefix("<!DOCTYPE html>") && text.hasSuffix("</html>\n"))
      #expect(text.contains("<b>\(place) of 8</b> done"))
      try directory.finish(place)
    }
  }

  @Test(arguments: views) func namesAndLogsOfAnAttackerAreTextInEveryView(view: String) async throws {
    let plan = samplePlan(
      name: Self.evil, axes: [normalizations(Self.evil, "rn"), classes(0, 7)], seeds: [1, 2], columns: "classes")
    let directory = try SampleDirectory(plan)
    for place in 0..<6 { try directory.finish(place, testError: Double(place * place)) }
    try directory.fail(7, message: "\(Self.evil)\n\(Self.evil)")
    for address in ["/\(view)?cell=0", "/\(view)?metric=%3C/script%3E%3Csvg%20onload=alert(1)%3E"] {
      let text = try await directory.handler.text(address).text
      #expect(!text.contains("<svg onload") && text.components(separatedBy: "</script>").count == 2)
      #expect(text.contains("&lt;svg onload"))
    }
  }

  @Test func anAnswerLetsABrowserRunNothingThatStandsInThePage() async throws {
    let handler = try directory().handler
    for address in ["/", "/nowhere", "/metrics", "/events?view=table", "/script.js"] {
      let headers = await handler.handleRequest(.get(address)).headers
      let policy = try #require(headers[HTTPHeader("Content-Security-Policy")])
      #expect(policy.contains("default-src 'self'") && !policy.contains("unsafe"))
      #expect(policy.contains("frame-ancestors 'none'"))
      #expect(headers[HTTPHeader("X-Content-Type-Options")] == "nosniff")
    }
    let page = try await handler.text("/").text
    #expect(!page.contains("style=") && !page.contains(" onclick") && !page.contains("<script>"))
  }

  @Test(arguments: ["evil.example", "evil.example:8570", "127.0.0.1.evil.example", "", "node1.evil.example"])
  func aRequestThatNamesAnotherHostIsRefused(host: String) async throws {
    #expect(try await directory().handler.text("/", [.host: host]).status == 421)
  }

  @Test(arguments: ["127.0.0.1", "127.0.0.1:9999", "localhost:8570", "[::1]:8570", "NODE1:8570", "10.1.2.3:8570"])
  func aRequestThatNamesThisHostIsAnswered(host: String) async throws {
    #expect(try await directory().handler.text("/", [.host: host]).status == 200)
  }

  @Test func nothingCanBeChanged() async throws {
    let handler = try directory().handler
    #expect(await handler.handleRequest(.post("/", "")).statusCode == .methodNotAllowed)
    #expect(try await handler.text("/nowhere").status == 404)
    #expect(try await handler.text("/../results.sqlite").status == 404)
  }

  @Test func withATokenEverythingButTheLooksNeedsIt() async throws {
    let token = AccessToken(text: "0123456789abcdef0123456789abcdef")
    let handler = try directory(token: token.text).handler
    for address in ["/", "/seeds", "/metrics", "/events?view=table"] {
      let (status, text) = try await handler.text(address)
      #expect(status == 401 && !text.contains("toy-sweep"))
      #expect(try await handler.text(address, [.cookie: "\(token.cookie)=0123"]).status == 401)
      #expect(try await handler.text(address + "?token=0123456789abcdef0123456789abcdef").status == 401)
    }
    #expect(try await handler.text("/").text.contains("<form method=\"post\" action=\"/login\">"))
    #expect(try await handler.text("/style.css").status == 200)
    let bearer: [HTTPHeader: String] = [.authorization: "Bearer 0123456789abcdef0123456789abcdef"]
    #expect(try await handler.text("/metrics", bearer).status == 200)
  }

  @Test func theFormLeavesTheTokenInACookieThatScriptsCannotRead() async throws {
    let token = "0123456789abcdef0123456789abcdef"
    let handler = try directory(token: token).handler
    let wrong = await handler.handleRequest(.post("/login", "token=0123"))
    #expect(wrong.statusCode == .forbidden && wrong.headers[.setCookie] == nil)
    let right = await handler.handleRequest(.post("/login", "token=\(token)"))
    #expect(right.statusCode == .seeOther && right.headers[.location] == "/")
    let cookie = try #require(right.headers[.setCookie])
    #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"))
    let pair = String(cookie.prefix { $0 != ";" })
    let (status, page) = try await handler.text("/", [.cookie: "other=1; \(pair)"])
    #expect(status == 200 && !page.contains(token))
  }

  /// Browsers keep the cookies of all ports together, and the system chooses some ports.
  @Test func theTokensOfTwoDashboardsOfAHostStandInTwoCookies() async throws {
    let tokens = ["0", "1"].map { AccessToken(text: String(repeating: $0, count: 32)) }
    let cookies = tokens.map { "\($0.cookie)=\($0.text)" }.joined(separator: "; ")
    for token in tokens {
      #expect(try await directory(token: token.text).handler.text("/", [.cookie: cookies]).status == 200)
    }
  }

  @Test(arguments: ["cross-site", "same-site"]) func aPageOfAnotherSiteTakesNoSeat(site: String) async throws {
    let handler = try directory().handler
    let header = HTTPHeader("Sec-Fetch-Site")
    #expect(try await handler.text("/events?view=table", [header: site]).status == 403)
    // A link on another site opens the page.
    #expect(try await handler.text("/", [header: site]).status == 200)
    #expect(await handler.handleRequest(.get("/events?view=table", [header: "same-origin"])).statusCode == .ok)
  }

  @Test func aDirectoryWithoutASweepSaysSoAndIsAskedAgain() async throws {
    let watcher = SweepWatcher(directory: "/nonexistent/results") { _ in nil }
    watcher.look()
    let handler = DashboardHandler(
      watcher: watcher, gate: Gate(token: nil, names: ["localhost"]))
    let (status, text) = try await handler.text("/")
    #expect(status == 503 && text.contains("/nonexistent/results") && text.contains("http-equiv=\"refresh\""))
  }

  @Test func whatWasSeenStaysWhereTheDatabaseCanNoLongerBeReadAndThePageSaysSo() async throws {
    let directory = try directory()
    try directory.finish(0)
    try directory.damage()
    let (status, text) = try await directory.handler.text("/")
    #expect(status == 200 && text.contains("<b>1 of 8</b> done"))
    #expect(text.contains("What is shown may be old: "))
  }

  @Test func theAddressSaysWhatIsShown() async throws {
    let directory = try directory()
    for place in 0..<8 { try directory.finish(place) }
    let text = try await directory.handler.text("/table?metric=score&rows=classes").text
    #expect(text.contains("classes \\ normalization"))
    #expect(text.contains("<option selected>score</option>"))
    #expect(text.contains("href=\"/heat?metric=score&amp;rows=classes\""))
  }

  @Test func anAddressWithAnAxisValueShowsOnlyThat() async throws {
    let directory = try directory()
    for place in 0..<8 { try directory.finish(place) }
    let text = try await directory.handler.text("/table?only.classes=7").text
    #expect(text.contains("<option selected>7</option>"))
    #expect(text.contains("<th scope=\"col\">7</th>") && !text.contains("<th scope=\"col\">0</th>"))
    #expect(text.contains("href=\"/heat?only.classes=7\""), "the choice goes along to other views")
    let wrong = try await directory.handler.text("/table?only.classes=8")
    #expect(wrong.status == 200 && wrong.text.contains("toy-sweep has no classes 8"))
  }

  @Test func curvesAreDrawnAgainstWhatTheAddressSays() async throws {
    let directory = try directory()
    for place in 0..<8 { try directory.finish(place) }
    let text = try await directory.handler.text("/curves?across=time").text
    #expect(text.contains("<option selected>time</option>") && text.contains(">time (s)</text>"))
    #expect(try await directory.handler.text("/curves?across=epoch").text.contains("choose step or time"))
  }

  @Test func twoCellsStandBesideEachOtherWithTheSettingsThatDiffer() async throws {
    let directory = try directory()
    for place in 0..<8 { try directory.finish(place) }
    let text = try await directory.handler.text("/cell?cell=0&beside=3").text
    #expect(text.contains("<th scope=\"row\">classes</th><td class=\"long\">0</td><td class=\"long\">7</td>"))
    #expect(text.contains("<th scope=\"row\">normalization</th><td class=\"long\">none</td>"))
    #expect(text.contains("<option value=\"3\" selected>normalization=rn classes=7</option>"))
    #expect(try await directory.handler.text("/cell?cell=0&beside=9").text.contains("has no cell 9"))
  }

  @Test func aPageThatDidNotChangeIsNotSentAgain() async throws {
    let directory = try directory()
    let tag = try #require(await directory.handler.handleRequest(.get("/")).headers[.eTag])
    #expect(try await directory.handler.text("/", [.ifNoneMatch: tag]).status == 304)
    try directory.finish(0)
    #expect(try await directory.handler.text("/", [.ifNoneMatch: tag]).status == 200)
  }

  @Test func monitorsReadTheCounts() async throws {
    let directory = try directory(named: #"a "toy" \ sweep"#)
    try directory.finish(0)
    let text = try await directory.handler.text("/metrics").text
    #expect(text.contains(#"regnorm_trials{state="done",sweep="a \"toy\" \\ sweep"} 1.0"# + "\n"))
    #expect(text.contains("# TYPE regnorm_trials gauge\n"))
    // A gauge that is absent is not zero to an alarm.
    #expect(text.contains(#"regnorm_workers{sweep="a \"toy\" \\ sweep"} 0.0"# + "\n"))
  }
}
