import FoundationEssentials

/// Counts the processes of this host that the kernel has killed because memory ran out, including those at the limit of
/// a control group. `/proc/vmstat` has only the count, and names no process.
struct MemoryKills {
  private var count: Int?

  /// Counts from now on.
  init() { count = Self.now }

  /// Whether a process was killed for memory since the last call.
  mutating func haveHappened() -> Bool {
    let now = Self.now
    defer { count = now }
    guard let count, let now else { return false }
    return now > count
  }

  /// The kernel's count; nil if the kernel has none.
  private static var now: Int? { count(in: (try? String(contentsOfFile: "/proc/vmstat", encoding: .utf8)) ?? "") }

  static func count(in text: String) -> Int? {
    let line = text.split(separator: "\n").first { $0.hasPrefix("oom_kill ") }
    return line?.split(separator: " ").last.flatMap { Int($0) }
  }
}
