import ArgumentParser
import ContentAddressing
import Datasets
import Digests
import Foundation
import OperatingSystem
import SharedCommands
import Trials

/// `regnorm data`: the data sets, their places on this host, and the ways to fetch and verify them.
struct DataCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "data",
    abstract: "List, fetch and verify the data sets that trials read.",
    discussion: """
      Files are searched in the folder that REGNORM_DATA names, then in $XDG_CACHE_HOME/regnorm/data \
      (~/.cache/regnorm/data where XDG_CACHE_HOME is not set). Either may hold a folder with the data set's name, or the \
      files directly.

      A file's SHA-256 is compared when training first reads it. A decompressed copy is then kept in the cache, in \
      regnorm/decompressed, and read at every later start while the file keeps its size and time; the copy is checked by \
      size and CRC-32 each time. `regnorm data verify` hashes files and copies in full.

      A worker that lacks a file gets it from its coordinator and keeps it in the cache, in regnorm/received, named after its \
      SHA-256. Such a file comes before one of the folders above. Any of them may be deleted at any time: it is sent again \
      when a trial needs it.
      """,
    subcommands: [List.self, Fetch.self, Verify.self])
}

extension DataCommand {
  /// `regnorm data list`.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show every data set, its files, where each was found and its state.",
      discussion: "Files are compared by size; `regnorm data verify` hashes them.")

    func run() {
      for dataset in DatasetCatalog.all {
        print("\(dataset.name): \(dataset.summary)\n  \(dataset.attribution)")
        let files = dataset.inspect(in: .fromEnvironment(), hashing: false)
        for line in DataCommand.lines(for: files, good: "found") { print("  \(line)") }
        for case let file in files where file.place != .nowhere {
          if let problem = file.problem { print("    \(problem)") }
        }
        if files.contains(where: { $0.place == .nowhere }) {
          print("  Run `regnorm data fetch \(dataset.name)` to fetch the missing files.")
        }
      }
      let received = DataFolders.received()
      let files = received.files()
      guard !files.isEmpty else { return }
      print("\(received.folder): \(counted(files.count, "file")) from coordinators")
      for (digest, byteCount) in files { print("  \(digest)  \(byteCount) bytes") }
    }
  }

  /// `regnorm data verify`.
  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Hash every file and every decompressed copy again.",
      discussion: "Ends with status 1 if a file is missing, cut short or altered, and prints the remedy.")

    @Argument(help: "Names of data sets.", completion: .list(DatasetCatalog.all.map(\.name)))
    var datasets: [String] = DatasetCatalog.all.map(\.name)

    func run() throws {
      var isComplete = true
      for dataset in try datasets.map(DatasetCatalog.dataset(named:)) {
        let files = dataset.inspect(in: .fromEnvironment(), hashing: true)
        for line in DataCommand.lines(for: files, good: "verified") { print(line) }
        let problems = files.compactMap(\.problem)
        for problem in problems.prefix(4) { printError("Error: \(problem)") }
        if problems.count > 4 {
          printError("Error: \(problems.count - 4) more files of \(dataset.name) are missing, cut short or altered.")
        }
        isComplete = isComplete && problems.isEmpty
      }
      guard isComplete else { throw ExitStatus.failure.code }
    }
  }

  /// `regnorm data fetch`.
  struct Fetch: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Download data sets, or copy them from a folder, and verify them.",
      discussion: """
        Good files stay, bad files are replaced. The program `curl` downloads from \
        public mirrors, one after the other until one serves the file. The bytes of a broken download are kept \
        beside the file as FILE.part, and the next download continues them. A file gets its name after its SHA-256 is verified.
        """)

    @Argument(help: "Names of data sets.", completion: .list(DatasetCatalog.all.map(\.name)))
    var datasets: [String] = DatasetCatalog.all.map(\.name)

    @Option(
      help: ArgumentHelp("Copy from this folder instead of downloading.", valueName: "dir"), completion: .directory,
      transform: userPath)
    var from: String?

    @Option(
      help: ArgumentHelp(
        "Fill a subfolder of this folder with the data set's name (default: REGNORM_DATA if set, else the cache).",
        valueName: "dir"), completion: .directory, transform: userPath)
    var to: String?

    func run() throws {
      let isTerminal = isatty(STDERR_FILENO) == 1
      for dataset in try datasets.map(DatasetCatalog.dataset(named:)) {
        guard let fetch = DatasetFetch(dataset, folders: .fromEnvironment(), destination: to) else {
          print("\(dataset.name) is part of the program")
          continue
        }
        try fetch.run(from: from.map { .folder($0) } ?? .mirrors) { report($0, isTerminal: isTerminal) }
      }
    }

    private func report(_ event: DatasetFetch.Event, isTerminal: Bool) {
      // Returns to the line's beginning and clears the line, so that each progress line replaces the last.
      let clear = isTerminal ? "\r\u{1b}[K" : ""
      switch event {
      case .progress(let progress): if isTerminal { printError("\(clear)\(progress)", terminator: "") }
      case .mirrorFailed(let url, let reason): printError("\(clear)\(url): \(reason)")
      case .present(let file, let path): print("\(file.name) is at \(path), verified")
      case .fetched(let file, let path):
        printError(clear, terminator: "")
        print("\(file.name) was brought to \(path), verified")
      }
    }
  }

  /// One line for each file, or one line for many files that are all good or all missing.
  private static func lines(for files: [InspectedFile], good: String) -> [String] {
    guard files.count > 8, let first = files.first, let last = files.last,
      files.allSatisfy({ $0.problem == nil }) || files.allSatisfy({ $0.place == .nowhere })
    else { return files.map { line(for: $0, good: good) } }
    let byteCount = files.reduce(0) { $0 + $1.file.byteCount }
    return ["\(first.file.name) … \(last.file.name)  \(byteCount) bytes  \(state(of: first, good: good)) …"]
  }

  /// One line: name, size, state and place.
  private static func line(for file: InspectedFile, good: String) -> String {
    "\(file.file.name)  \(file.file.byteCount) bytes  \(state(of: file, good: good))"
  }

  private static func state(of file: InspectedFile, good: String) -> String {
    let state = file.problem == nil ? good : "bad"
    return switch file.place {
    case .nowhere: "missing"
    case .program: "\(state), part of the program"
    case .path(let path): "\(state), \(path)"
    case .copy(let path): "\(state), decompressed copy, \(path)"
    }
  }
}
