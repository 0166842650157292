import FlyingSocks
import FoundationEssentials
import Reporting
import Synchronization

/// The events of one reader of one view, in the form of `text/event-stream`: at most two a second, each with the number of
/// the moment that it tells of. A reader of whom nobody knows what it saw is told to fetch the page.
struct EventStream: AsyncBufferedSequence {
  typealias Element = UInt8

  let watcher: SweepWatcher
  let keeper: PageKeeper
  let server: String
  /// The number that the reader saw last; nil where it is not known.
  let seen: Int?
  let seat: Seats.Seat
  var interval = Duration.milliseconds(500)
  /// After so long without an event a line without meaning is sent: a connection that nobody reads ends.
  var silence = Duration.seconds(15)

  func makeAsyncIterator() -> Iterator { Iterator(stream: self, seen: seen) }

  struct Iterator: AsyncBufferedIteratorProtocol {
    let stream: EventStream
    var seen: Int?
    private var pending: ArraySlice<UInt8> = ArraySlice("retry: 1000\n\n".utf8)
    private let clock = ContinuousClock()

    init(stream: EventStream, seen: Int?) {
      self.stream = stream
      self.seen = seen
    }

    mutating func next() async throws -> UInt8? { try await nextBuffer(suggested: 1)?.first }

    mutating func nextBuffer(suggested count: Int) async throws -> ArraySlice<UInt8>? {
      let quietSince = clock.now
      while pending.isEmpty {
        let taken = try await clock.measure { try await look() }
        if !pending.isEmpty { break }
        if clock.now - quietSince > stream.silence { pending = ArraySlice(": still here\n\n".utf8) }
        try await Task.sleep(for: Swift.max(stream.interval, taken * 4))
      }
      defer { pending = pending.dropFirst(count) }
      let next = pending.prefix(count)
      // Not before the pause is the next event looked for.
      if next.count == pending.count { try await Task.sleep(for: stream.interval) }
      return next
    }

    private mutating func look() async throws {
      guard let moment = try? stream.watcher.latest, moment.number != seen else { return }
      let page = await stream.keeper.page(at: moment)
      let identity = EventNumber(server: stream.server, number: page.number)
      switch page.news(since: seen) {
      case .nothing: break
      case .gap: pending = ArraySlice("id: \(identity)\nevent: gap\ndata: \n\n".utf8)
      case .parts(let parts):
        // JSON has no line breaks, which would end the event.
        let data = String(decoding: try JSONEncoder().encode(parts), as: UTF8.self)
        pending = ArraySlice("id: \(identity)\nevent: parts\ndata: \(data)\n\n".utf8)
      }
      seen = page.number
    }
  }
}
