import Glibc

/// The signals by which people and batch systems ask a process to end, as bytes in a pipe, so that one poll waits for
/// them and for everything else.
///
/// A separate thread waits for the signals, which are blocked everywhere else: no code runs in a signal handler. Make
/// the pipe once, first in the process, because the signals would still interrupt threads that exist already.
public struct SignalPipe {
  private let reading: FileDescriptor

  /// Blocks the signals in this thread and starts the thread that waits for them.
  public init() throws(SystemError) {
    let ends = try FileDescriptor.pipe()
    try ends.reading.doNotWait()
    reading = ends.reading
    var signals = Self.signals()
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    // A child that has ended shows at its pipe. Writing to the pipe must not end this process.
    signal(SIGPIPE, SIG_IGN)
    // The thread lives as long as the process and owns its descriptor, which travels as the pointer's bits.
    let writing = dup(ends.writing.number)
    try SystemError.check(writing, "make a pipe")
    try SystemError.check(fcntl(writing, F_SETFD, FD_CLOEXEC), "make a pipe")
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { argument in
        let descriptor = Int32(Int(bitPattern: argument))
        var signals = SignalPipe.signals()
        while true {
          var number: Int32 = 0
          guard sigwait(&signals, &number) == 0 else { continue }
          var byte = UInt8(number)
          write(descriptor, &byte, 1)
        }
      }, UnsafeMutableRawPointer(bitPattern: Int(writing)))
    guard code == 0 else { throw SystemError("start a thread", code: code) }
    pthread_detach(thread)
  }

  /// The descriptor that becomes readable when a signal comes.
  public var descriptor: Int32 { reading.number }

  /// The signals that came since the last call.
  public func take() throws(SystemError) -> [Int32] {
    (try reading.read(limit: 16) ?? []).map { Int32($0) }
  }

  /// SIGTERM comes before Slurm preempts or cancels a job, SIGUSR1 or SIGUSR2 before a time limit (the site or the job
  /// chooses which), and SIGHUP when a terminal closes. A signal that the parent ignores stays ignored, as under
  /// `nohup`.
  private static func signals() -> sigset_t {
    var signals = sigset_t()
    sigemptyset(&signals)
    for signal in [SIGINT, SIGTERM, SIGHUP, SIGUSR1, SIGUSR2] where !isIgnored(signal) { sigaddset(&signals, signal) }
    return signals
  }

  private static func isIgnored(_ signal: Int32) -> Bool {
    var action = sigaction()
    sigaction(signal, nil, &action)
    return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
