import ArgumentParser
import Coordination
import CoordinatorHost
import SharedCommands

/// `regnorm revoke`: lets a worker in no more.
struct RevokeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "revoke",
    abstract: "Take a worker's key off the list; a coordinator that runs cuts its connection within a second.",
    discussion: """
      Tokens by which the worker could come back end too. The trials that the worker holds wait again. It does not matter \
      whether the coordinator runs.
      """)

  @Argument(
    help: "The directory of results: what the coordinator was given as --out.", completion: .directory,
    transform: userPath)
  var directory: String

  @Argument(help: ArgumentHelp("The worker's name, or the beginning of several and *.", valueName: "name"))
  var names: String

  func validate() throws {
    guard WorkerNamePattern(names) != nil else { throw ValidationError("\(names) is no worker's name") }
  }

  func run() throws {
    guard let pattern = WorkerNamePattern(names) else { return }
    let removed = try AccessDirectory(in: directory).update { $0.revoke(pattern) }
    for worker in removed.workers { print("revoked \(worker.name)  \(worker.key)") }
    for token in removed.tokens { print("ended a token for \(token.names)") }
    if removed.workers.isEmpty, removed.tokens.isEmpty {
      throw NothingToRevoke(directory: directory, names: pattern)
    }
  }
}

/// No key and no token of these names.
private struct NothingToRevoke: Error, CustomStringConvertible {
  let directory: String
  let names: WorkerNamePattern

  var description: String { "\(directory) has no key and no token of \(names); `regnorm keys DIR` lists what there is" }
}
