import FoundationEssentials

/// How many processes of this host the kernel has ended because memory ran out, as `/proc/vmstat` counts them, with those
/// that hit the limit of a control group. It says so of no process by itself.
struct MemoryKills {
  private var count: Int?

  /// Counts from now on.
  init() { count = Self.now }

  /// Whether a process was ended for memory since the last call.
  mutating func haveHappened() -> Bool {
    let now = Self.now
    defer { count = now }
    guard let count, let now else { return false }
    return now > count
  }

  /// The kernel's count; nil where the kernel has none.
  private static var now: Int? { count(in: (try? String(contentsOfFile: "/proc/vmstat", encoding: .utf8)) ?? "") }

  static func count(in text: String) -> Int? {
    let line = text.split(separator: "\n").first { $0.hasPrefix("oom_kill ") }
    return line?.split(separator: " ").last.flatMap { Int($0) }
  }
}
