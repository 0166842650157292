import Foundation
import Glibc
import Testing

/// Dashboards of real sweeps, read by curl.
@Suite struct DashboardCommandTests {
  /// The address that a command says its dashboard has.
  private func address(of command: Command) async throws -> String {
    var address: String?
    try await waitUntil("the dashboard says where it is") {
      address = command.errorText.firstMatch(of: /dashboard at (http:\/\/\S+:[0-9]+\/)/).map { String($0.output.1) }
      return address != nil
    }
    return try #require(address)
  }

  /// The page at `address`, once it says `text`.
  private func page(at address: String, of sweep: ToySweep, saying text: String) async throws -> String {
    for _ in 0..<3000 {
      let page = try await sweep.shell("curl --silent --max-time 60 '\(address)' || true")
      if page.contains(text) { return page }
      try await Task.sleep(for: .milliseconds(100))
    }
    throw Unexpected(description: "\(address) never says \(text)")
  }

  @Test func aDashboardShowsASweepBeforeWhileAndAfterItRuns() async throws {
    let sweep = try ToySweep(seeds: 2)
    let dashboard = try Command(["dashboard", "toy", "--http", "127.0.0.1:0"], in: sweep.folder)
    let address = try await address(of: dashboard)
    #expect(try await sweep.shell("curl --silent \(address)").contains("toy holds no results"))
    try await regnorm("run", "toy.yaml", "--out", "toy", "--workers", "1", in: sweep.folder)
    let page = try await page(at: "\(address)table", of: sweep, saying: "<b>4 of 4</b> done")
    #expect(page.contains("href=\"/cell?cell=1\""))
    #expect(
      try await sweep.shell("curl --silent \(address)metrics").contains(
        "regnorm_trials{state=\"done\",sweep=\"toy\"} 4"))
  }

  @Test func theDashboardOfARunEndsWithTheRun() async throws {
    let sweep = try ToySweep(seeds: 1)
    let endpoint = "ipc://\(sweep.folder.path)/socket"
    let coordinator = try Command(
      ["coordinator", "toy.yaml", "--out", "toy", "--bind", endpoint, "--http", "127.0.0.1:0"], in: sweep.folder)
    let address = try await address(of: coordinator)
    _ = try await page(at: "\(address)workers", of: sweep, saying: "No workers are connected")
    try await regnorm("worker", "--connect", endpoint, "--spool", sweep.file("spool").path, in: sweep.folder)
    try await coordinator.finish()
    // 7: nobody listens.
    try await sweep.shell("curl --silent --retry 3 \(address)", status: 7)
  }

  @Test func aPortThatIsTakenIsSaidWithWhatToDo() async throws {
    let sweep = try ToySweep(seeds: 1)
    let first = try Command(["dashboard", "toy", "--http", "127.0.0.1:0"], in: sweep.folder)
    let place = try await address(of: first).dropFirst("http://".count).dropLast()
    let second = try Command(["dashboard", "toy", "--http", String(place)], in: sweep.folder)
    try await second.finish(status: 1)
    #expect(second.errorText.contains("the dashboard cannot serve at \(place)"))
    #expect(second.errorText.contains("choose another port with --http"))
  }

  @Test func strangersWhoTakeAllDescriptorsAreSentAwayAndTheDashboardGoesOn() async throws {
    let sweep = try ToySweep(seeds: 1)
    let dashboard = try Command(
      ["-c", "ulimit -n 64; exec \"$0\" dashboard toy --http 127.0.0.1:0", Command.program.path],
      of: URL(filePath: "/bin/sh"), in: sweep.folder)
    let address = try await address(of: dashboard)
    let port = try #require(address.split(separator: ":").last.flatMap { UInt16($0.dropLast()) })
    for _ in 0..<3 {
      let strangers = (0..<100).map { _ in Stranger(port: port) }
      try await Task.sleep(for: .milliseconds(100))
      withExtendedLifetime(strangers) {}
    }
    _ = try await page(at: address, of: sweep, saying: "toy holds no results")
  }

  @Test func atAnAddressThatOthersReachAReaderNeedsTheToken() async throws {
    let sweep = try ToySweep(seeds: 1)
    let dashboard = try Command(["dashboard", "toy", "--http", "0.0.0.0:0"], in: sweep.folder)
    let address = try await address(of: dashboard)
    let token = try #require(dashboard.errorText.firstMatch(of: /with the token ([0-9a-f]{32})/)).output.1
    let status = "curl --silent --output /dev/null --write-out '%{http_code}'"
    #expect(try await sweep.shell("\(status) \(address)metrics") == "401")
    #expect(try await sweep.shell("\(status) --header 'Authorization: Bearer \(token)' \(address)metrics") == "503")
  }
}

/// A connection on which nothing is said.
private final class Stranger {
  private let connection = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)

  init(port: UInt16) {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = connect(connection, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
  }

  deinit { close(connection) }
}
