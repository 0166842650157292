import Foundation
import Glibc
import ProcessTestSupport

/// One run of the `regnorm` that was built with these tests.
final class Command {
  private let process = Process()
  private let output: URL
  private let folder: URL

  /// The program.
  static let program = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "regnorm")

  /// Starts the program, or another one. `environment` is added to this process's own.
  init(
    _ arguments: [String], of program: URL = Command.program, in folder: URL, environment: [String: String] = [:]
  ) throws {
    self.folder = folder
    output = folder.appending(path: "output-\(UUID().uuidString)")
    try Data().write(to: output)
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.standardOutput = try FileHandle(forWritingTo: output)
    let errors = folder.appending(path: "errors-\(UUID().uuidString)")
    try Data().write(to: errors)
    process.standardError = try FileHandle(forWritingTo: errors)
    self.errors = errors
    process.standardInput = FileHandle.nullDevice
    process.environment = ProcessInfo.processInfo.environment.merging(["SWIFT_BACKTRACE": "enable=no"]) { $1 }
      .merging(environment) { $1 }
    try ProcessGuard.shared.run(process)
  }

  private let errors: URL

  /// No test leaves a process behind.
  deinit { kill() }

  var isRunning: Bool { process.isRunning }

  /// Sends SIGKILL, so that the process cannot clean up.
  func kill() {
    if process.isRunning { Glibc.kill(process.processIdentifier, SIGKILL) }
  }

  /// Standard output, once the process has ended with `status` within five minutes.
  @discardableResult func finish(status: Int32 = 0) async throws -> String {
    let end = Date().addingTimeInterval(300)
    while process.isRunning {
      guard Date() < end else { throw Unexpected(description: "\(arguments) does not end; it says \(errorText)") }
      try await Task.sleep(for: .milliseconds(10))
    }
    guard process.terminationReason == .exit, process.terminationStatus == status else {
      throw Unexpected(
        description: "\(arguments) ended with \(process.terminationStatus), not \(status); it says \(errorText)")
    }
    return try String(contentsOf: output, encoding: .utf8)
  }

  var errorText: String { (try? String(contentsOf: errors, encoding: .utf8)) ?? "" }

  private var arguments: String { (process.arguments ?? []).joined(separator: " ") }
}

struct Unexpected: Error, CustomStringConvertible {
  let description: String
}

/// Runs `regnorm` to its end and returns its standard output.
@discardableResult func regnorm(_ arguments: String..., in folder: URL, status: Int32 = 0) async throws -> String {
  try await Command(arguments, in: folder).finish(status: status)
}

/// Returns once `condition` holds. Throws if it does not hold within a minute; the error says that `what` never
/// happened.
func waitUntil(_ what: String, _ condition: () throws -> Bool) async throws {
  let end = Date().addingTimeInterval(300)
  while try !condition() {
    guard Date() < end else { throw Unexpected(description: "it never happens that \(what)") }
    try await Task.sleep(for: .milliseconds(20))
  }
}
