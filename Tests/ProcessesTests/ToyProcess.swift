import Foundation
import ProcessTestSupport
import Testing

/// One process of the toy fleet, its standard error in a file.
final class ToyProcess {
  private let process = Process()
  private let log: URL

  init(_ arguments: [String], log: URL, marks: URL) throws {
    self.log = log
    try Data().write(to: log)
    process.executableURL = try #require(Bundle.main.executableURL).deletingLastPathComponent().appending(
      path: "ToyFleet")
    process.arguments = arguments
    process.standardError = try FileHandle(forWritingTo: log)
    process.standardInput = FileHandle.nullDevice
    process.environment = ["SWIFT_BACKTRACE": "enable=no", "REGNORM_TOY_MARKS": marks.path]
    try ProcessGuard.shared.run(process)
  }

  /// No test leaves a process behind.
  deinit { send(SIGKILL) }

  var identifier: Int32 { process.processIdentifier }

  func send(_ signal: Int32) {
    if process.isRunning { kill(process.processIdentifier, signal) }
  }

  /// Kills and waits until the process is gone.
  func killNow() async throws {
    send(SIGKILL)
    try await eventually("the killed process is gone") { !process.isRunning }
  }

  /// The exit status, or minus the signal.
  func status(within seconds: Double = 20) async throws -> Int32 {
    try await eventually("\(process.arguments ?? []) ends; its log: \(text)", within: seconds) { !process.isRunning }
    return process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
  }

  /// What it logged so far.
  var text: String { (try? String(contentsOf: log, encoding: .utf8)) ?? "" }

  /// The processes that it started and that still run.
  var children: [Int32] {
    let path = "/proc/\(identifier)/task/\(identifier)/children"
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    return text.split(separator: " ").compactMap { Int32($0) }
  }
}

struct NeverHappened: Error, CustomStringConvertible {
  let description: String
}

/// Waits until `condition` holds; throws where it does not in time.
func eventually(
  _ what: @autoclosure () -> String, within seconds: Double = 10, _ condition: () throws -> Bool
) async throws {
  let end = Date().addingTimeInterval(seconds)
  while try !condition() {
    guard Date() < end else { throw NeverHappened(description: "not within \(seconds) s: \(what())") }
    try await Task.sleep(for: .milliseconds(10))
  }
}

/// Whether a process runs (one that ended and was not collected yet does not).
func isRunning(_ process: Int32) -> Bool {
  guard let stat = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
    let state = stat.split(separator: ")").last?.split(separator: " ").first
  else { return false }
  return state != "Z" && state != "X"
}
