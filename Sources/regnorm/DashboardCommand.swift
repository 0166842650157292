public import ArgumentParser
public import Dashboard
import Glibc
import OperatingSystem
import Reporting
import SharedCommands
import Trials

extension ListeningAddress: ExpressibleByArgument {
  public init?(argument: String) { try? self.init(argument) }
}

/// `regnorm dashboard DIR`: a sweep's views in a browser.
struct DashboardCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dashboard",
    abstract: "Show a sweep in a browser, while it runs or afterwards.",
    discussion: """
      Read-only pages: the table with the seeds of every cell, counts and pace, learning curves, figures, workers and \
      failures. They follow the sweep by themselves, and are complete without a script by loading them again. The address says \
      what is shown, so that a link shows the same. /metrics is for Prometheus.

      At 127.0.0.1 only the people of this host reach them; from elsewhere: ssh -L 8570:127.0.0.1:8570 HOST. At any other address a reader \
      has to type the token that this command prints (it stays in DIR/dashboard-token); monitors send it as Authorization: \
      Bearer TOKEN. What is sent is not encrypted: use a network that you trust, or ssh.

      regnorm run and regnorm coordinator do the same with --http ADDRESS, in a process of its own.
      """)

  @Argument(
    help: "The directory of results: what regnorm run was given as --out.", completion: .directory, transform: userPath)
  var directory: String

  @Option(
    help: ArgumentHelp(
      "Where to listen: an address of this host in digits, or * for all of them, and a port (0: any free one).",
      valueName: "address"))
  var http = ListeningAddress.usual

  @Flag(name: .customLong("token"), help: "Ask for the token at 127.0.0.1 too: other people may work on this host.")
  var asksForToken = false

  @Flag(name: .customLong("ends-with-input"), help: .hidden)
  var endsWithInput = false

  /// Beside a process of the usual priority a thread gets a tenth of a processor, and all of it where nobody else asks.
  private static let niceness: CInt = 10

  func run() throws {
    // A browser that goes away while it is sent something is no reason to end.
    signal(SIGPIPE, SIG_IGN)
    // Leases and training come first: reading the results would take every processor for a moment. Threads inherit this.
    _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, Self.niceness)
    if endsWithInput {
      try startThread {
        var byte: UInt8 = 0
        while read(STDIN_FILENO, &byte, 1) > 0 {}
        Glibc.exit(0)
      }
    }
    let server = try DashboardServer(of: directory, at: http, asksForToken: asksForToken) { name in
      try? experiments.experiment(named: name).task
    }
    let token = server.token
    try server.run { address in
      let place = address.host == "*" ? "\(hostName()):\(address.port)" : "\(address)"
      printError("dashboard at http://\(place)/" + (token.map { ", with the token \($0)" } ?? ""))
    }
  }
}
