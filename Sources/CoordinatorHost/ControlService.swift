import Coordination
import Glibc
import Messaging
import OperatingSystem
import Processes
import Synchronization

/// A coordinator's control port. It answers status questions and registers keys, on its own thread and socket, so that
/// no client can hold up a lease.
///
/// The lease thread publishes a snapshot of the fleet a few times a second, and never waits for the control thread.
final class ControlService {
  private final class Shared: Sendable {
    private struct Latest {
      let snapshot: FleetSnapshot
      let number: Int
      var encoded: EncodedSnapshot?
    }

    private let latest: Mutex<Latest>
    let events = Mutex<[String]>([])

    init(_ snapshot: FleetSnapshot) { latest = Mutex(Latest(snapshot: snapshot, number: 0)) }

    func publish(_ snapshot: FleetSnapshot) {
      latest.withLock { $0 = Latest(snapshot: snapshot, number: $0.number + 1) }
    }

    /// The latest snapshot, encoded for the first who asks for it.
    func encodedSnapshot() throws -> EncodedSnapshot {
      let snapshot = latest.withLock { $0 }
      if let encoded = snapshot.encoded { return encoded }
      let encoded = try EncodedSnapshot(snapshot.snapshot)
      latest.withLock { if $0.number == snapshot.number { $0.encoded = encoded } }
      return encoded
    }

    /// Keeps a line for the coordinator's log; at most 100.
    func note(_ line: String) { events.withLock { if $0.count < 100 { $0.append(line) } } }
  }

  private let shared: Shared
  private let thread: BackgroundThread

  private static let tick = Duration.milliseconds(200)
  /// How many questions are answered before the port, the list of keys and the end of the thread are looked at again.
  private static let questionsARound = 100

  /// Serves at `port`, which only the thread uses from now on. `roster` is nil if there are no keys.
  init(at port: CoordinatorPort, roster: AccessRoster?, snapshot: FleetSnapshot) throws {
    let shared = Shared(snapshot)
    // Safe: only the thread uses the port from here on, and starting a thread orders earlier writes.
    nonisolated(unsafe) let handed = port
    thread = try BackgroundThread { stop in
      do {
        var service = Service(port: handed, roster: roster, shared: shared)
        try service.run(until: stop)
      } catch {
        shared.note("the control port answers nothing until the coordinator starts again; leases go on: \(error)")
      }
    }
    self.shared = shared
  }

  deinit { thread.end() }

  /// Sets the snapshot that status questions are answered with.
  func publish(_ snapshot: FleetSnapshot) { shared.publish(snapshot) }

  /// Returns the lines for the log since the last call.
  func takeEvents() -> [String] {
    shared.events.withLock { events in
      defer { events = [] }
      return events
    }
  }

  /// The state of the thread.
  private struct Service {
    var port: CoordinatorPort
    let roster: AccessRoster?
    let shared: Shared
    private var enrolments = LineAllowance(lines: 50, each: .seconds(1))
    private let clock = SuspendingClock()
    private let start: SuspendingClock.Instant

    init(port: CoordinatorPort, roster: AccessRoster?, shared: Shared) {
      self.port = port
      self.roster = roster
      self.shared = shared
      start = clock.now
    }

    mutating func run(until stop: FileDescriptor) throws {
      while true {
        var poller = Poller()
        for socket in port.sockets { _ = poller.add(socket) }
        let end = poller.add(descriptor: stop.number)
        if try poller.wait(ControlService.tick)[end] { return }
        for line in try port.update(now: clock.now - start) { shared.note(line) }
        for _ in 0..<ControlService.questionsARound {
          guard let (route, frame, sender) = try port.router.receive() else { break }
          guard let (number, question) = try? ControlMessage.read(frame) else { continue }
          guard let answer = try answer(to: question, number: number, from: sender) else { continue }
          // An answer that the client does not take is dropped.
          _ = try port.router.send(answer, to: route)
        }
      }
    }

    /// The frame of the answer; nil if the message gets none.
    private mutating func answer(to question: ControlMessage, number: Int, from sender: Peer?) throws -> [UInt8]? {
      switch question {
      case .status:
        if let roster, sender.flatMap({ roster.name(of: $0.key) }) == nil {
          return try ControlMessage.refused(reason: "the status is for registered keys only").frame(number: number)
        }
        return try shared.encodedSnapshot().frame(number: number)
      case .enrol(let token, let name): return try enrol(sender, name, token)?.frame(number: number)
      case .snapshot, .enrolled, .refused: return nil
      }
    }

    private mutating func enrol(_ sender: Peer?, _ name: WorkerName, _ token: EnrolmentToken) -> ControlMessage? {
      guard let roster, let sender else { return .refused(reason: "this coordinator has no keys: connect without") }
      // A client without an answer asks again.
      guard enrolments.admits(at: clock.now - start) else { return nil }
      do {
        try roster.enrol(sender.key, as: name, by: token)
        shared.note("the key \(sender.key) is registered as \(name)")
        return .enrolled
      } catch {
        shared.note("the key \(sender.key) is not registered as \(name): \(error)")
        return .refused(reason: "\(error)")
      }
    }
  }
}
