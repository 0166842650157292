import Glibc

/// Opens standard input, output and error on `/dev/null` if the parent process closed them.
///
/// Otherwise the next opened files take their numbers, and a log would go into a lock file. Call this first.
public func openStandardDescriptors() {
  // The system gives the lowest free number: this one, because those below are open.
  for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) == -1 {
    _ = open("/dev/null", descriptor == STDIN_FILENO ? O_RDONLY : O_WRONLY)
  }
}
