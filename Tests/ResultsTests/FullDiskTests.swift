import Coordination
import Foundation
import Glibc
import ProcessTestSupport
import Testing
import Trials

@testable import Results

/// Disks that take no more: a small file system in memory, in a mount namespace of its own.
@Suite(.enabled(if: canMount, "mounting a file system needs the right to make namespaces")) struct FullDiskTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  /// Runs `JournalWriter` in the folder `disk/store` after the shell has run `preparation`. Copies the folder out, because
  /// the file system goes with the namespace.
  private func write(_ preparation: String) throws -> (printed: String, error: String, status: Int32) {
    let script = """
      set -u
      mkdir disk && mount -t tmpfs -o size=1m none disk
      \(preparation)
      "$0" disk/store >printed 2>error
      status=$?
      cp -a disk/store . 2>/dev/null
      exit $status
      """
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/unshare")
    process.arguments = ["--mount", "--map-root-user", "/bin/sh", "-c", script, journalWriter().path]
    process.currentDirectoryURL = URL(filePath: directory.path)
    try ProcessGuard.shared.run(process)
    process.waitUntilExit()
    #expect(process.terminationReason == .exit)
    let read = { try String(contentsOfFile: directory.file($0), encoding: .utf8) }
    return (try read("printed"), try read("error"), process.terminationStatus)
  }

  @Test func P11_onAFullDiskTheWriterEndsWithAClearErrorAndWhatItAcknowledgedIsThere() throws {
    let (printed, error, status) = try write("")
    #expect(status == 1)
    #expect(error.contains("disk/store/results.sqlite"))
    #expect(error.contains("full"))
    let acknowledged = printed.split(separator: "\n").map(String.init)
    #expect(acknowledged.count > 10)
    // The disk has room again: the same command goes on.
    let store = try ResultStore(writingTo: directory.file("store"))
    let done = try store.records().filter { $0.value.state == .done }
    #expect(Set(acknowledged).isSubset(of: done.keys.map(\.description)))
    #expect(done.count <= acknowledged.count + 1)
    #expect(try store.audit().problems == [])
  }

  @Test func P11_aFolderThatCannotBeWrittenToIsNamed() throws {
    let (printed, error, status) = try write("mkdir disk/store && mount -o remount,ro disk")
    #expect(status == 1)
    #expect(printed.isEmpty)
    #expect(error.contains("disk/store"))
    #expect(error.contains("Read-only file system"))
  }
}

/// Whether this user may mount a file system in a namespace of its own.
private let canMount: Bool = {
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/unshare")
  process.arguments = ["--mount", "--map-root-user", "mount", "-t", "tmpfs", "none", "/mnt"]
  process.standardError = FileHandle.nullDevice
  do { try process.run() } catch { return false }
  process.waitUntilExit()
  return process.terminationStatus == 0
}()
