import ArgumentParser
import Coordination
import CoordinatorHost
import FoundationEssentials
import Messaging
import OperatingSystem
import SharedCommands

/// `regnorm enroll`: lets a worker in.
struct EnrollCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "enroll",
    abstract: "Let a worker in: a token by which it registers a key of its own, or a ready access file.",
    discussion: """
      A token is short-lived and bound to a name, or to all names with a beginning ('slurm-*'). The worker makes its keys \
      itself and registers them at the port behind the coordinator's:

        regnorm enroll results/toy 'lab-*' --uses 20 --token-file token
        regnorm worker --connect 'tcp://HOST:PORT#KEY' --token-file token --name lab-1

      An access file holds the keys of one worker, registered already, and needs no second port:

        regnorm enroll results/toy lab-1 --access-file lab-1.access
        regnorm worker --connect 'tcp://HOST:PORT#KEY' --access lab-1.access

      Both are secrets: they are written for their owner only. It does not matter whether the coordinator runs.
      """)

  @Argument(
    help: "The directory of results: what the coordinator was given as --out.", completion: .directory,
    transform: userPath)
  var directory: String

  @Argument(help: ArgumentHelp("The worker's name, or its beginning and *.", valueName: "name"))
  var names: String

  @Option(
    name: .customLong("access-file"),
    help: ArgumentHelp("Write an access file for this one worker.", valueName: "file"), completion: .file(),
    transform: userPath)
  var accessFile: String?

  @Option(
    name: .customLong("token-file"),
    help: ArgumentHelp("Write the token to this file, instead of printing it.", valueName: "file"), completion: .file(),
    transform: userPath)
  var tokenFile: String?

  @Option(parsing: .unconditional, help: "How many keys the token registers.")
  var uses = 1

  @Option(
    name: .customLong("valid-for"), parsing: .unconditional,
    help: ArgumentHelp("After so many minutes the token ends.", valueName: "minutes"))
  var minutes = 60.0

  func validate() throws {
    guard WorkerNamePattern(names) != nil else {
      throw ValidationError(
        "\(names) is no worker's name: expected printable characters other than space and /, and * last")
    }
    guard (1...100_000).contains(uses) else { throw ValidationError("--uses takes 1 to 100000, not \(uses)") }
    guard minutes > 0, minutes <= 525_600 else {
      throw ValidationError("--valid-for takes 0 to 525600 minutes, not \(minutes)")
    }
    if accessFile != nil {
      guard tokenFile == nil else { throw ValidationError("--access-file and --token-file exclude each other") }
      guard WorkerName(names) != nil else {
        throw ValidationError("an access file is for one worker, not for \(names)")
      }
    }
  }

  func run() throws {
    let access = AccessDirectory(in: directory)
    if let accessFile, let name = WorkerName(names) { return try write(accessFile, for: name, access) }
    guard let pattern = WorkerNamePattern(names) else { return }
    let token = EnrolmentToken.generate()
    try access.update {
      $0.add(token, for: pattern, uses: uses, end: Date().addingTimeInterval(minutes * 60), at: Date())
    }
    if let tokenFile {
      try SecretFile.replace(tokenFile, Array("\(token.text)\n".utf8))
      print(tokenFile)
    } else {
      print(token.text)
    }
  }

  private func write(_ path: String, for name: WorkerName, _ access: AccessDirectory) throws {
    let file = AccessFile(newFor: name)
    try file.create(path)
    do {
      try access.update { try $0.register(file.pair.publicKey, as: name, at: Date()) }
    } catch {
      SecretFile.remove(path)
      throw error
    }
    print(path)
  }
}
