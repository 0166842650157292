import ArgumentParser
import CoordinatorHost
import FoundationEssentials
import SharedCommands

/// `regnorm keys`: who is let in.
struct KeysCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys", abstract: "List the workers whose keys a coordinator admits, and the tokens that are open.")

  @Argument(
    help: "The directory of results: what the coordinator was given as --out.", completion: .directory,
    transform: userPath)
  var directory: String

  func run() throws {
    let list = try AccessDirectory(in: directory).list()
    for worker in list.workers { print("\(worker.name)  \(worker.key)  since \(worker.since.formatted(.iso8601))") }
    for token in list.tokens where token.end > Date() {
      print("a token for \(token.names)  registers \(token.uses) more  until \(token.end.formatted(.iso8601))")
    }
    if list.workers.isEmpty { print("No key is registered yet: regnorm enroll DIR NAME lets a worker in.") }
  }
}
