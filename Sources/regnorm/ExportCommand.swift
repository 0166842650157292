import ArgumentParser
import OperatingSystem
import Results
import SharedCommands

/// `regnorm export DIR --database FILE`: writes a complete copy of a directory of results.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a complete copy of a directory of results, also while its sweep runs.",
    discussion: """
      A running sweep keeps its latest results in a second file beside the database, so that a copy made with cp may mix \
      two moments. This command writes one file of one moment:

        regnorm export results/toy --database backup/results.sqlite

      The folder of a file named results.sqlite is a directory of results: regnorm table backup.

      If transactions are missing, for example after the loss of a write-ahead log, the copy has the others, and the \
      command reports the missing ones.
      """)

  @Argument(
    help: "The directory of results: the --out of regnorm run.", completion: .directory, transform: userPath)
  var directory: String

  @Option(
    help: ArgumentHelp("The file to write, which must not exist yet.", valueName: "file"),
    completion: .file(extensions: ["sqlite"]), transform: userPath)
  var database: String

  func run() throws {
    let store = try ResultStore(inspecting: directory)
    for sentence in try store.export(to: database) { printError("Warning: \(sentence)") }
    print(database)
    try store.requireWholeResults()
  }
}
