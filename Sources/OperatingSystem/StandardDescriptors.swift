import Glibc

/// Opens standard input, output and error on `/dev/null` where whoever started this process closed them.
///
/// Otherwise the next files that are opened take their numbers: a log would go into a lock file. To be called first.
public func openStandardDescriptors() {
  // The system gives the lowest free number, which is this one, as those below are open.
  for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) == -1 {
    _ = open("/dev/null", descriptor == STDIN_FILENO ? O_RDONLY : O_WRONLY)
  }
}
