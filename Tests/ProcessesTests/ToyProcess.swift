import Foundation
import ProcessTestSupport
import Testing

/// A process of the toy fleet. Its standard error is in a file.
final class ToyProcess {
  private let process = Process()
  private let log: URL

  /// `descriptors` is the most files that the process may have open.
  init(_ arguments: [String], log: URL, marks: URL, descriptors: Int? = nil) throws {
    self.log = log
    try Data().write(to: log)
    process.executableURL = try #require(Bundle.main.executableURL).deletingLastPathComponent().appending(
      path: "ToyFleet")
    process.arguments = arguments
    if let descriptors, let program = process.executableURL {
      process.executableURL = URL(filePath: "/bin/sh")
      process.arguments = ["-c", "ulimit -n \(descriptors); exec \"$0\" \"$@\"", program.path] + arguments
    }
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

  /// Kills the process and waits until it has ended.
  func killNow() async throws {
    send(SIGKILL)
    try await eventually("the killed process is gone") { !process.isRunning }
  }

  /// The exit status, or the negative signal.
  func status(within seconds: Double = 90) async throws -> Int32 {
    try await eventually("\(process.arguments ?? []) ends; its log: \(text)", within: seconds) { !process.isRunning }
    return process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
  }

  /// What the process has logged so far.
  var text: String { (try? String(contentsOf: log, encoding: .utf8)) ?? "" }

  /// The processor time that the process has used.
  var processorSeconds: Double {
    let stat = (try? String(contentsOfFile: "/proc/\(identifier)/stat", encoding: .utf8)) ?? ""
    let fields = stat.split(separator: ")").last?.split(separator: " ").compactMap { Double($0) } ?? []
    // Of the fields after the name the state is not a number; user and system time are the 11th and 12th numbers.
    return fields.count > 11 ? (fields[10] + fields[11]) / Double(sysconf(Int32(_SC_CLK_TCK))) : 0
  }

  /// The most memory that the process has had.
  var residentMegabytes: Int {
    let status = (try? String(contentsOfFile: "/proc/\(identifier)/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return (line?.split(separator: " ").compactMap { Int($0) }.first ?? .max) / 1024
  }

  /// The running processes that this process started.
  var children: [Int32] {
    let path = "/proc/\(identifier)/task/\(identifier)/children"
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    return text.split(separator: " ").compactMap { Int32($0) }
  }
}

struct NeverHappened: Error, CustomStringConvertible {
  let description: String
}

/// Waits until `condition` holds. Throws if it does not hold in time.
func eventually(
  _ what: @autoclosure () -> String, within seconds: Double = 300, _ condition: () throws -> Bool
) async throws {
  let end = Date().addingTimeInterval(seconds)
  while try !condition() {
    guard Date() < end else { throw NeverHappened(description: "not within \(seconds) s: \(what())") }
    try await Task.sleep(for: .milliseconds(10))
  }
}

/// Whether a process runs. A zombie does not.
func isRunning(_ process: Int32) -> Bool {
  guard let stat = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
    let state = stat.split(separator: ")").last?.split(separator: " ").first
  else { return false }
  return state != "Z" && state != "X"
}
