/// The control groups that this process belongs to, of either version of Linux' interface: what batch systems and
/// containers limit a process with.
public struct ControlGroups: Sendable {
  /// The process's groups, a line `number:controllers:path` a hierarchy.
  private let membership: String
  /// The folder that the hierarchies are mounted in.
  private let mount: String

  /// The groups of this process, as Linux shows them unless other files are named.
  public init(membership: String = "/proc/self/cgroup", mount: String = "/sys/fs/cgroup") {
    self.membership = membership
    self.mount = mount
  }

  /// How many processors' time the process may use: the smallest limit of its groups, rounded down, at least 1; nil where
  /// none of them has a limit.
  public var processorLimit: Int? {
    let lines = Self.words(of: membership, separator: "\n").map {
      $0.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
    }
    let limits = lines.filter { $0.count == 3 }.flatMap { line in
      line[1].isEmpty
        ? quotas(below: mount, at: line[2], of: Self.quotaOfVersion2)
        : line[1].split(separator: ",").contains("cpu")
          ? quotas(below: "\(mount)/cpu", at: line[2], of: Self.quotaOfVersion1) : []
    }
    return limits.min().map { max(1, Int($0)) }
  }

  /// The quotas of a group and of those that it lies in. A container may see its own group as the mount's root.
  private func quotas(below mount: String, at path: Substring, of quota: (String) -> Double?) -> [Double] {
    let names = path.split(separator: "/")
    return (0...names.count).compactMap { depth in
      quota(([mount] + names.prefix(depth).map(String.init)).joined(separator: "/"))
    }
  }

  /// `cpu.max`: microseconds of time, or `max`, in a period of microseconds.
  private static func quotaOfVersion2(_ group: String) -> Double? {
    let numbers = words(of: "\(group)/cpu.max", separator: " ").map { Double($0) }
    guard numbers.count == 2, let time = numbers[0], let period = numbers[1], time > 0, period > 0 else { return nil }
    return time / period
  }

  /// `cpu.cfs_quota_us`, -1 for no limit, and `cpu.cfs_period_us`.
  private static func quotaOfVersion1(_ group: String) -> Double? {
    let time = words(of: "\(group)/cpu.cfs_quota_us", separator: " ").first.flatMap { Double($0) }
    let period = words(of: "\(group)/cpu.cfs_period_us", separator: " ").first.flatMap { Double($0) }
    guard let time, let period, time > 0, period > 0 else { return nil }
    return time / period
  }

  /// The words of a file of at most a page or two; none where the file cannot be read.
  private static func words(of path: String, separator: Character) -> [Substring] {
    guard let file = try? FileDescriptor(path), let bytes = try? file.read(limit: 1 << 14) else { return [] }
    return String(decoding: bytes, as: UTF8.self).split { $0 == separator || $0 == "\n" }
  }
}
