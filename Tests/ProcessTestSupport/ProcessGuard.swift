public import Foundation
import Synchronization

/// Kills the processes that tests have started when the test process ends, however it ends.
///
/// A shell reads their numbers from a pipe and kills those still running when the pipe ends. The system closes the pipe
/// even for a killed process.
public final class ProcessGuard: Sendable {
  /// The guard of this process.
  public static let shared = ProcessGuard()

  private let pipe = Mutex(Pipe())

  private init() {
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.arguments = [
      "-c",
      """
      trap '' INT TERM HUP
      guarded=' '
      while read -r what process; do
        case $what in
          start) guarded="$guarded$process " ;;
          end) guarded="${guarded%% $process *} ${guarded#* $process }" ;;
        esac
      done
      kill -KILL $guarded
      """,
    ]
    pipe.withLock { pipe in
      shell.standardInput = pipe
      shell.standardOutput = FileHandle.nullDevice
      shell.standardError = FileHandle.nullDevice
      // No child may hold the pipe open.
      _ = fcntl(pipe.fileHandleForWriting.fileDescriptor, F_SETFD, FD_CLOEXEC)
    }
    do { try shell.run() } catch { fatalError("no shell for the guard of the tests' processes: \(error)") }
  }

  /// Starts `process`, which ends when this process ends.
  public func run(_ process: Process) throws {
    process.terminationHandler = { [self] process in
      pipe.withLock { Self.tell("end", process, over: $0) }
    }
    // The lock keeps the end of a short process from being written before its start.
    try pipe.withLock { pipe in
      try process.run()
      Self.tell("start", process, over: pipe)
    }
  }

  private static func tell(_ what: String, _ process: Process, over pipe: Pipe) {
    pipe.fileHandleForWriting.write(Data("\(what) \(process.processIdentifier)\n".utf8))
  }
}
