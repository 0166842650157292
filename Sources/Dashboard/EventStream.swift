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
    /// How long nothing is made.
    private var pause: Duration
    private let clock = ContinuousClock()

    init(stream: EventStream, seen: Int?) {
      self.stream = stream
      self.seen = seen
      pause = stream.interval
    }

    mutating func next() async throws -> UInt8? { try await nextBuffer(suggested: 1)?.first }

    mutating func nextBuffer(suggested count: Int) async throws -> ArraySlice<UInt8>? {
      if pending.isEmpty { pending = ArraySlice(try await nextEvent().utf8) }
      defer { pending = pending.dropFirst(count) }
      return pending.prefix(count)
    }

    private mutating func nextEvent() async throws -> String {
      let quietSince = clock.now
      while true {
        try await Task.sleep(for: pause)
        let start = clock.now
        let event = try await news()
        // Rendering takes at most a fifth of the time: a table of many pairs of arms takes a second.
        pause = Swift.max(stream.interval, (clock.now - start) * 4)
        if let event { return event }
        if clock.now - quietSince > stream.silence { return ": still here\n\n" }
      }
    }

    private mutating func news() async throws -> String? {
      guard let moment = try? stream.watcher.latest, moment.number != seen else { return nil }
      let page = await stream.keeper.page(at: moment)
      let identity = EventNumber(server: stream.server, number: page.number)
      defer { seen = page.number }
      switch page.news(since: seen) {
      case .nothing: return nil
      case .gap: return "id: \(identity)\nevent: gap\ndata: \n\n"
      case .parts(let parts):
        // JSON has no line breaks, which would end the event.
        let data = String(decoding: try JSONEncoder().encode(parts), as: UTF8.self)
        return "id: \(identity)\nevent: parts\ndata: \(data)\n\n"
      }
    }
  }
}
