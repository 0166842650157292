import ArgumentParser
import Coordination
import Results
import SharedCommands

/// `regnorm audit DIR`: checks a directory of results.
struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Check a directory of results: the states of its trials, the digest of every result, the database.",
    discussion: """
      The counts must add up (planned = waiting + leased + done + failed), every done trial must have one accepted result \
      with the digest from its acceptance, exactly the leased trials must have open attempts, no transaction may be missing, \
      and the database must be intact. The sweep may run meanwhile. A damaged database is read as far as possible.

      Exit status: 0 if no fault is found, \(ExitStatus.failure.rawValue) otherwise.
      """)

  @Argument(
    help: "The directory of results: the --out of regnorm run.", completion: .directory, transform: userPath)
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
