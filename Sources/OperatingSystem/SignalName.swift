import Glibc

/// The name of a signal as people know it.
public func signalName(_ signal: Int32) -> String {
  switch signal {
  case SIGABRT: "SIGABRT"
  case SIGBUS: "SIGBUS"
  case SIGFPE: "SIGFPE"
  case SIGILL: "SIGILL"
  case SIGINT: "SIGINT"
  case SIGKILL: "SIGKILL (out of memory, or somebody killed it)"
  case SIGSEGV: "SIGSEGV"
  case SIGTERM: "SIGTERM"
  case SIGTRAP: "SIGTRAP"
  default: "signal \(signal)"
  }
}
