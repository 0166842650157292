import ArgumentParser
import OperatingSystem
import Results
import SharedCommands

/// `regnorm export DIR --database FILE`: a copy of a directory of results that is whole.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a whole copy of a directory of results, also while its sweep runs.",
    discussion: """
      A running sweep keeps its latest results in a second file beside the database, so that copies made with cp may be of \
      two moments. This writes one file of one moment:

        regnorm export results/toy --database backup/results.sqlite

      The folder of a file with the name results.sqlite is a directory of results: regnorm table backup.

      Where transactions are missing, as after a lost write-ahead log, the copy has the others, and the command says what \
      is missing.
      """)

  @Argument(
    help: "The directory of results: what regnorm run was given as --out.", completion: .directory, transform: userPath)
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
