import ArgumentParser
import Coordination
import Results
import SharedCommands

/// `regnorm audit DIR`: whether a directory of results is what it should be.
struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Check a directory of results: its books, the digest of every result, the database itself.",
    discussion: """
      Counts have to add up (planned = waiting + leased + done + failed), every done trial has one accepted result whose \
      bytes have the digest they were accepted with, leases and open attempts are the same, no transaction is missing, and \
      the database is intact. It can be run while the sweep runs. A damaged database is read as far as that is possible.

      Exit status: 0 where everything holds, \(ExitStatus.failure.rawValue) where something does not.
      """)

  @Argument(
    help: "The directory of results: what regnorm run was given as --out.", completion: .directory, transform: userPath)
  var directory: String

  func run() throws {
    let audit = try ResultStore(inspecting: directory).audit()
    if let counts = audit.counts {
      print(
        "\(counts.planned) trials: \(counts.waiting) waiting, \(counts.leased) leased, \(counts.done) done, "
          + "\(counts.failed) failed")
    }
    print("\(audit.results) results, \(audit.wholeResults) of them whole")
    if let text = try? ResultStore(inspecting: directory).reproductions().text { print(text) }
    for problem in audit.problems { print("wrong: \(problem)") }
    guard audit.isSound else { throw ExitStatus.failure.code }
    print("nothing is wrong")
  }
}
