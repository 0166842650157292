import FlyingFox
import FlyingSocks
import Glibc
import OperatingSystem
public import Trials

/// A dashboard of a directory of results: read-only pages over HTTP.
public final class DashboardServer: Sendable {
  private let address: ListeningAddress
  private let watcher: SweepWatcher
  private let handler: DashboardHandler

  /// A dashboard of the results in `directory`, whose sweep may run, have ended, or not have begun yet.
  ///
  /// - Parameters:
  ///   - asksForToken: whether readers need a token even where only this host can reach the dashboard.
  ///   - tasks: knows the description of a task by its name.
  ///
  /// Throws where a token is needed and cannot be kept.
  public init(
    of directory: String, at address: ListeningAddress, asksForToken: Bool,
    tasks: @escaping @Sendable (String) -> TaskDescription?
  ) throws {
    self.address = address
    watcher = SweepWatcher(directory: directory, tasks: tasks)
    let token = address.isLoopback && !asksForToken ? nil : try AccessToken(in: directory)
    handler = DashboardHandler(
      watcher: watcher,
      gate: Gate(token: token, names: ["localhost", hostName().lowercased()]))
  }

  /// The token that readers need; nil where they need none.
  public var token: String? { handler.gate.token?.text }

  /// Serves for ever. `onStart` gets the address once the dashboard can be read. Throws `CannotServe` if it cannot listen.
  public func run(onStart: @escaping @Sendable (ListeningAddress) -> Void) throws {
    raiseDescriptorLimit()
    watcher.look()
    try watcher.start()
    let (reading, writing) = try FileDescriptor.pipe()
    let state = ServerState()
    Task { [self] in
      do { try await serve(state, onStart) } catch { state.ended(with: error) }
      try? writing.write([0])
    }
    _ = try reading.read(limit: 1)
    throw CannotServe(address: address, reason: state.error.map { "\($0)" } ?? "it ended")
  }

  /// Serves for ever. If the server ends after it had started, it starts again at the same port. It ends, and closes all
  /// connections, when strangers open so many that the process has no descriptors left.
  private func serve(_ state: ServerState, _ onStart: @escaping @Sendable (ListeningAddress) -> Void) async throws {
    while true {
      do { try await serveOnce(at: state.place ?? address, state, onStart) } catch {
        guard state.place != nil else { throw error }
      }
      try await Task.sleep(for: .seconds(1))
    }
  }

  private func serveOnce(
    at address: ListeningAddress, _ state: ServerState, _ onStart: @escaping @Sendable (ListeningAddress) -> Void
  ) async throws {
    let server = HTTPServer(config: try Self.configuration(at: address), handler: handler)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await server.run() }
      group.addTask {
        try await server.waitUntilListening()
        var place = address
        switch await server.listeningAddress {
        case .ip4(_, let port), .ip6(_, let port): place.port = port
        case .unix, nil: break
        }
        if state.started(at: place) { onStart(place) }
      }
      while try await group.next() != nil {}
    }
  }

  private static func configuration(at address: ListeningAddress) throws -> HTTPServer.Configuration {
    if address.host == "*" {
      return HTTPServer.Configuration(address: .inet6(port: address.port), timeout: 60, logger: .disabled)
    }
    if address.isIPv6 {
      return HTTPServer.Configuration(
        address: try .inet6(ip6: address.host, port: address.port), timeout: 60, logger: .disabled)
    }
    return HTTPServer.Configuration(
      address: try .inet(ip4: address.host, port: address.port), timeout: 60, logger: .disabled)
  }
}
