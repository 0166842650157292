import FoundationEssentials
import Glibc
import OperatingSystem

/// One run of the system's `curl` program, which does TLS, certificates and proxies.
struct Curl {
  /// The outcome of a run.
  enum Outcome: Equatable {
    case complete
    /// The server cannot continue in the middle of a file.
    case cannotResume
    /// The reason, in curl's words.
    case failed(String)
  }

  /// Appends the bytes of `url` from `offset` on to `output`. Calls `tick` several times a second until curl ends.
  ///
  /// Throws `CurlMissing` if the host has no `curl`, and `SystemError` if curl cannot be started.
  static func append(_ url: String, from offset: Int, to output: FileDescriptor, tick: () throws -> Void) throws
    -> Outcome
  {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw SystemError("make a pipe for curl") }
    defer { close(ends[0]) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let arguments = [
      "curl", "--fail", "--silent", "--show-error", "--location", "--globoff", "--connect-timeout", "20",
      // A connection that brings less than 100 bytes a second over 30 seconds counts as broken.
      "--speed-limit", "100", "--speed-time", "30", "--url", url,
    ]
    let child: pid_t
    do {
      defer { close(ends[1]) }
      child = try spawn(arguments + (offset > 0 ? ["--continue-at", "\(offset)"] : []), output.number, ends[1])
    }
    var message: [UInt8] = []
    do {
      while try appendChunk(from: ends[0], to: &message) { try tick() }
    } catch {
      kill(child, SIGTERM)
      _ = wait(for: child)
      throw error
    }
    let status = wait(for: child)
    let text = String(decoding: message, as: UTF8.self).split(separator: "\n").joined(separator: " ")
    return switch status {
    case 0: .complete
    case 33: .cannotResume
    default: .failed(text.isEmpty ? "curl ended with status \(status)" : text)
    }
  }

  /// Starts curl with standard output and error on these descriptors.
  private static func spawn(_ arguments: [String], _ output: Int32, _ error: Int32) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_adddup2(&actions, error, 2)
    var strings = arguments.map { strdup($0) } + [nil]
    var environment = ProcessInfo.processInfo.environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { (strings + environment).forEach { free($0) } }
    var child = pid_t()
    switch posix_spawnp(&child, "curl", &actions, nil, &strings, &environment) {
    case 0: return child
    case ENOENT: throw CurlMissing()
    case let code: throw SystemError("start curl", code: code)
    }
  }

  /// Waits at most 200 ms for bytes and appends them. Returns false once the other end is closed.
  private static func appendChunk(from descriptor: Int32, to bytes: inout [UInt8]) throws -> Bool {
    var watched = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&watched, 1, 200) > 0 else { return true }
    var chunk = [UInt8](repeating: 0, count: 4096)
    let length = read(descriptor, &chunk, chunk.count)
    guard length > 0 else { return length < 0 && errno == EINTR }
    bytes += chunk[..<length]
    return true
  }

  /// The exit status of `child`; 128 + signal if a signal ended the process, as in shells.
  private static func wait(for child: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 && errno == EINTR {}
    let signal = status & 0x7f
    return signal == 0 ? (status >> 8) & 0xff : 128 + signal
  }
}

/// The host has no `curl`.
public struct CurlMissing: Error, CustomStringConvertible {
  /// One sentence and the ways to go on without curl.
  public var description: String {
    """
    downloads need the program curl, which was not found. Install curl (`apt install curl`), or fetch the files on \
    another host and copy them with --from DIR.
    """
  }
}
