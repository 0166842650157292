import FlyingFox
import Foundation
import Plans
import Reporting
import ResultsTestSupport
import Testing
import Trials

@testable import Dashboard

@Suite struct EventStreamTests {
  private func directory() throws -> SampleDirectory {
    try SampleDirectory(
      samplePlan(axes: [normalizations("none", "rn"), classes(0, 7)], seeds: [1, 2], columns: "classes"))
  }

  private func iterator(_ directory: SampleDirectory, seen: Int?) throws -> EventStream.Iterator {
    EventStream(
      watcher: directory.watcher,
      keeper: directory.handler.pages.keeper(of: try #require(DashboardQuery(path: "/table", items: []))),
      server: "s", seen: seen, seat: try #require(Seats(1).take()), interval: .milliseconds(1), silence: .seconds(300)
    ).makeAsyncIterator()
  }

  /// The next event that is more than a greeting.
  private func event(_ iterator: inout EventStream.Iterator) async throws -> String {
    while true {
      let bytes = try #require(try await iterator.nextBuffer(suggested: 1 << 20))
      let text = String(decoding: bytes, as: UTF8.self)
      if text.hasPrefix("id:") { return text }
    }
  }

  private func identifiers(_ event: String) throws -> [String] {
    let data = try #require(event.split(separator: "\n").first { $0.hasPrefix("data: ") }).dropFirst(6)
    return try JSONDecoder().decode([[String: String]].self, from: Data(data.utf8)).compactMap { $0["id"] }
  }

  @Test func aResultSendsTheRowThatItChangedWithTheNumberOfItsMoment() async throws {
    let directory = try directory()
    for place in 0..<4 { try directory.finish(place) }
    let page = try await directory.handler.text("/table").text
    #expect(page.contains("after=\(directory.handler.server).5"))
    var events = try iterator(directory, seen: 5)
    try directory.finish(6)
    let event = try await event(&events)
    #expect(event.hasPrefix("id: s.6\nevent: parts\n") && event.hasSuffix("\n\n"))
    #expect(try identifiers(event) == ["strip", "row-0-1", "notes"])
  }

  @Test func aReaderWhoMissedEventsHearsOfAllThatChangedSince() async throws {
    let directory = try directory()
    _ = try await directory.handler.text("/table")
    for place in 0..<8 {
      try directory.finish(place)
      _ = try await directory.handler.text("/table")
    }
    var events = try iterator(directory, seen: 1)
    let event = try await event(&events)
    #expect(event.hasPrefix("id: s.9\nevent: parts\n"))
    #expect(try identifiers(event) == ["strip", "row-0-0", "row-0-1", "notes"])
  }

  @Test func aReaderOfWhomNobodyKnowsWhatItSawFetchesThePage() async throws {
    let directory = try directory()
    try directory.finish(0)
    for seen in [nil, 1, 99] {
      var events = try iterator(directory, seen: seen)
      #expect(try await event(&events) == "id: s.2\nevent: gap\ndata: \n\n")
    }
  }

  @Test func anEventOfAnotherStartIsNotMistakenForOneOfThis() async throws {
    let directory = try directory()
    let response = await directory.handler.handleRequest(
      .get("/events?view=table&after=\(directory.handler.server).1", [HTTPHeader("Last-Event-ID"): "other.1"]))
    guard case .httpBody(let body) = response.payload else { return }
    #expect(response.headers[.contentType] == "text/event-stream")
    var text = ""
    for try await chunk in body {
      text += String(decoding: chunk, as: UTF8.self)
      if text.contains("event:") { break }
    }
    #expect(text.contains("event: gap"))
  }

  @Test func aLineBreakInALogEndsNoEvent() async throws {
    let directory = try directory()
    let query = try #require(DashboardQuery(path: "/failures", items: []))
    let keeper = directory.handler.pages.keeper(of: query)
    _ = await keeper.page(at: try directory.watcher.latest)
    var events = EventStream(
      watcher: directory.watcher, keeper: keeper, server: "s", seen: 1, seat: try #require(Seats(1).take()),
      interval: .milliseconds(1), silence: .seconds(300)
    ).makeAsyncIterator()
    try directory.fail(0, message: "first\n\nid: s.99\nevent: gap\ndata: \n\n")
    let event = try await event(&events)
    #expect(event.split(separator: "\n").count == 3)
    #expect(try identifiers(event) == ["failures"])
  }

  @Test func moreReadersThanSeatsAreToldSo() async throws {
    let directory = try directory()
    var streams: [HTTPResponse] = []
    for _ in 0..<64 { streams.append(await directory.handler.handleRequest(.get("/events?view=table"))) }
    #expect(streams.allSatisfy { $0.statusCode == .ok })
    #expect(await directory.handler.handleRequest(.get("/events?view=table")).statusCode == .serviceUnavailable)
    streams = []
    #expect(await directory.handler.handleRequest(.get("/events?view=table")).statusCode == .ok)
  }
}
