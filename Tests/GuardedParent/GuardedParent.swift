import Foundation
import ProcessTestSupport

/// A process for tests to kill, in place of the test process: starts a guarded child that sleeps, prints its number and
/// waits.
@main
enum GuardedParent {
  static func main() throws {
    let child = Process()
    child.executableURL = URL(fileURLWithPath: "/bin/sleep")
    child.arguments = ["600"]
    try ProcessGuard.shared.run(child)
    FileHandle.standardOutput.write(Data("\(child.processIdentifier)\n".utf8))
    child.waitUntilExit()
  }
}
