import Glibc
import OperatingSystem

/// How a process ended.
public enum ProcessEnding: Sendable, Equatable, CustomStringConvertible {
  case exited(status: Int32)
  case killed(signal: Int32)

  /// What `waitpid` answered.
  init(_ status: Int32) {
    let signal = status & 0x7F
    self = signal == 0 ? .exited(status: status >> 8 & 0xFF) : .killed(signal: signal)
  }

  /// In words: "exited with status 1", "was killed by SIGSEGV".
  public var description: String {
    switch self {
    case .exited(let status): "exited with status \(status)"
    case .killed(let signal): "was killed by \(signalName(signal))"
    }
  }
}
