import Glibc
import Messaging
public import OperatingSystem

/// A process that runs this process's own executable, with pipes to its standard input and output. Both share standard
/// error. The child ends with this process: the end of its input tells the child that its parent has ended, for
/// whatever reason.
public final class ChildProcess {
  private let process: pid_t
  private var pipe: FramePipe
  private var log: LogTail?
  private var ending: ProcessEnding?

  /// Starts this process's own executable with `arguments`. Signals that this thread blocks are blocked in the child
  /// too: an interrupt from the terminal reaches every process of the group, and slots must not die of it.
  ///
  /// `keepsLog`: the last lines of the child's standard error are kept, and `relayLog` is to be called.
  public init(arguments: [String], keepsLog: Bool = false) throws(SystemError) {
    let toChild = try FileDescriptor.pipe()
    let fromChild = try FileDescriptor.pipe()
    try fromChild.reading.doNotWait()
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, toChild.reading.number, STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, fromChild.writing.number, STDOUT_FILENO)
    let errors = keepsLog ? try FileDescriptor.pipe() : nil
    if let errors {
      try errors.reading.doNotWait()
      posix_spawn_file_actions_adddup2(&actions, errors.writing.number, STDERR_FILENO)
    }

    // The C strings of `strdup` are freed below, after the child has its own copy.
    let pointers = ([CommandLine.arguments[0]] + arguments).map { strdup($0) }
    let backtrace = strdup("SWIFT_BACKTRACE=\(Self.backtrace)")
    defer { for pointer in pointers + [backtrace] { free(pointer) } }
    var variables: [UnsafeMutablePointer<CChar>?] = []
    while let variable = environ[variables.count] { variables.append(variable) }
    if getenv("SWIFT_BACKTRACE") == nil { variables.append(backtrace) }
    var process = pid_t()
    let code = posix_spawn(&process, "/proc/self/exe", &actions, nil, pointers + [nil], variables + [nil])
    guard code == 0 else { throw SystemError("start \(CommandLine.arguments[0])", code: code) }
    self.process = process
    pipe = FramePipe(input: fromChild.reading, output: toChild.writing)
    log = errors.map { LogTail($0.reading) }
  }

  /// What a crash writes, unless the environment says otherwise: the reason and the crashed thread's first calls. The last lines
  /// of the log would hold only the end of anything longer.
  private static let backtrace = "threads=crashed,registers=none,images=none,limit=12,color=no,interactive=no"

  deinit { kill() }

  /// The process's number, for logs and tests.
  public var identifier: Int32 { process }

  /// The descriptor that becomes readable when the child has written or ended.
  public var descriptor: Int32 { pipe.descriptor }

  /// The descriptor that becomes readable when the child wrote to its log; nil where its log is not kept, or has ended.
  public var logDescriptor: Int32? { log?.input?.number }

  /// Passes on what the child wrote to its log.
  public func relayLog() { log?.relay() }

  /// Forgets the lines of the log that are kept.
  public func clearLog() { log?.clear() }

  /// The last lines of the log.
  public var lastLines: String { log?.text ?? "" }

  /// Sends a frame to the child.
  public func send(_ frame: [UInt8]) throws(SystemError) { try pipe.send(frame) }

  /// Ends the child's input, which asks the child to end.
  public func closeInput() { pipe.closeOutput() }

  /// The next frame from the child, without waiting; nil if no frame is complete.
  public func receive() throws -> [UInt8]? { try pipe.next() }

  /// Whether the child's output has ended: the child has ended or is ending.
  public var hasEnded: Bool { pipe.isOver }

  /// Ends the child at once if it still runs, and collects it.
  public func kill() { reap() }

  /// Collects an ended child and returns how it ended. A child that only closed its output is killed first.
  @discardableResult
  public func reap() -> ProcessEnding {
    if let ending { return ending }
    // The signal does not change the status of a process that is already ending.
    Glibc.kill(process, SIGKILL)
    var status: Int32 = 0
    while waitpid(process, &status, 0) == -1, errno == EINTR {}
    log?.relay()
    let ending = ProcessEnding(status)
    self.ending = ending
    return ending
  }
}
