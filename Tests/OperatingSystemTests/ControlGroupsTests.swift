import Foundation
import Testing

@testable import OperatingSystem

@Suite final class ControlGroupsTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "control-groups-\(UUID())")

  deinit { try? FileManager.default.removeItem(at: folder) }

  private func write(_ text: String, to path: String) throws {
    let file = folder.appending(path: path)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  private var limit: Int? {
    ControlGroups(membership: folder.appending(path: "membership").path, mount: folder.path).processorLimit
  }

  @Test func aQuotaOfAnyGroupAboveTheProcessCounts() throws {
    try write("0::/batch/job_7/step_0\n", to: "membership")
    try write("max 100000\n", to: "batch/job_7/step_0/cpu.max")
    try write("350000 100000\n", to: "batch/job_7/cpu.max")
    try write("1600000 100000\n", to: "batch/cpu.max")
    #expect(limit == 3)
  }

  @Test func aContainerWhoseGroupIsTheRootHasTheRootsQuota() throws {
    try write("0::/\n", to: "membership")
    try write("50000 100000\n", to: "cpu.max")
    #expect(limit == 1)
  }

  @Test func theFirstVersionsQuotaCounts() throws {
    try write("5:memory:/slurm\n4:cpu,cpuacct:/slurm/job_7\n", to: "membership")
    try write("800000\n", to: "cpu/slurm/job_7/cpu.cfs_quota_us")
    try write("100000\n", to: "cpu/slurm/job_7/cpu.cfs_period_us")
    try write("-1\n", to: "cpu/slurm/cpu.cfs_quota_us")
    #expect(limit == 8)
  }

  @Test(arguments: ["", "0::/a\n", "nothing\n", ":::::\n"])
  func withoutAQuotaThereIsNoLimit(membership: String) throws {
    try write(membership, to: "membership")
    try write("max 100000\n", to: "a/cpu.max")
    #expect(limit == nil)
  }
}
