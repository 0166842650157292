public import ArgumentParser
import Foundation
import OperatingSystem
import Plans
public import Reporting
import Results
import SharedCommands
import Trials

/// `regnorm export DIR WHAT`: a sweep's results for other programs, and complete copies of them.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a sweep's results for other programs, or a complete copy of them, also while the sweep runs.",
    discussion: """
      What to write:

      \(Records.allCases.map { "  \($0.rawValue.padding(toLength: 13, withPad: " ", startingAt: 0))\($0.summary)" }.joined(separator: "\n"))
        tensorboard  a folder of runs for tensorboard --logdir: the scalars of every result
        --database   a SQLite file to keep, from which the sweep can go on

        regnorm export results/toy trials --output trials.csv
        regnorm export results/toy curves --format jsonl | head
        regnorm export results/toy tensorboard --output runs
        regnorm export results/toy --database backup/results.sqlite

      A result is written only where its bytes have the digest that they were accepted with; a damaged one is named, its \
      trial has the state damaged, and the exit status is 1. A trial that serves several cells of the table is one line.

      A running sweep keeps its latest results in a second file beside the database, so that a copy made with cp may mix \
      two moments. A database that this command writes is one file of one moment. The folder of a file named \
      results.sqlite is a directory of results: regnorm table backup. If transactions are missing, for example after the \
      loss of a write-ahead log, the copy has the others, and the command reports the missing ones.
      """)

  @Argument(
    help: "The directory of results: the --out of regnorm run.", completion: .directory, transform: userPath)
  var directory: String

  @Argument(help: "What to write: \(Self.names).")
  var what: What?

  @Option(help: "How to write trials, curves and attempts: csv or jsonl, an object a line (default: csv).")
  var format: RecordFormat?

  @Option(
    help: "The file to write to, replaced as a whole (default: -, standard output); with tensorboard the folder.",
    completion: .file(), transform: userPath)
  var output: String?

  @Option(
    help: ArgumentHelp("Write a database, to this file, which must not exist yet.", valueName: "file"),
    completion: .file(extensions: ["sqlite"]), transform: userPath)
  var database: String?

  enum What: String, ExpressibleByArgument, CaseIterable {
    case trials, curves, attempts, tensorboard

    var records: Records? { Records(rawValue: rawValue) }
  }

  func validate() throws {
    guard (what == nil) == (database != nil) else {
      throw ValidationError("say what to write, \(Self.names) or --database FILE: regnorm export \(directory) trials")
    }
    if format != nil, what?.records == nil {
      throw ValidationError("--format is for \(Records.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    if database != nil, output != nil { throw ValidationError("--database names the file; leave --output out") }
    if what == .tensorboard, output == nil || output == OutputFile.standardOutput {
      throw ValidationError("tensorboard needs --output, the folder to write to")
    }
  }

  private static var names: String { What.allCases.map(\.rawValue).joined(separator: ", ") }

  func run() throws {
    if let database { return try writeDatabase(to: database) }
    if let records = what?.records { try write(records) } else { try writeRuns(to: output!) }
  }

  private func write(_ records: Records) throws {
    let store = try ResultStore(readingFrom: directory)
    let stream = try OutputStream(to: output ?? OutputFile.standardOutput)
    let damaged = try store.readingSweep { sweep in
      try records.write(sweep, task: task(of: sweep), as: format ?? .csv) { try stream.write($0) }
    }
    try stream.finish()
    try requireWhole(damaged, in: directory)
  }

  private func writeRuns(to folder: String) throws {
    let store = try ResultStore(readingFrom: directory)
    let damaged = try store.readingSweep { sweep in
      try TensorBoardRuns(of: sweep, task: task(of: sweep)).write { run, events in
        try makeFolders("\(folder)/\(run)")
        try OutputFile.write(events, to: "\(folder)/\(run)/events.out.tfevents.0.regnorm")
      }
    }
    print(folder)
    try requireWhole(damaged, in: directory)
  }

  private func writeDatabase(to file: String) throws {
    let store = try ResultStore(inspecting: directory)
    for sentence in try store.export(to: file) { printError("Warning: \(sentence)") }
    print(file)
    try store.requireWholeResults()
  }

  /// nil where this build does not know the sweep's task.
  private func task(of sweep: StoredSweep) -> TaskDescription? {
    try? experiments.experiment(named: sweep.plan.task).task
  }
}

extension RecordFormat: ExpressibleByArgument {}
