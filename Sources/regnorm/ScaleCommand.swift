import ArgumentParser
import Coordination
import CoordinatorHost
import Foundation
import OperatingSystem
import Results
import SharedCommands
import Trials

/// `regnorm scale`: how many workers a batch system is to start.
struct ScaleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scale",
    abstract: "Say how many workers a batch system is to start for a running sweep.",
    discussion: """
      Reads from standard input the jobs that are or will be workers, a line each: the allocation and the job's state, as \
      `squeue --array --noheader --format '%F %T'` writes them. Prints one line: `start N`, `enough`, `complete`, or `paused` \
      with the last allocations, none of which brought a worker. Starts nothing: cluster/slurm --scale does, once a minute.

      As many workers are wanted as would be leased a trial: the waiting trials, less those that present and coming slots \
      take, divided by the slots of a worker.
      """)

  @Argument(
    help: "The directory of results: what the coordinator was given as --out.", completion: .directory,
    transform: userPath)
  var directory: String

  @Option(help: "The trials that a new worker trains at a time.")
  var slots = 1

  @Option(help: "As many workers are kept while trials wait or run.")
  var min = 0

  @Option(help: "At most so many workers at once, queued ones included.")
  var max: Int

  @Option(help: "At most so many workers wait in the queue.")
  var backlog = 2

  @Option(
    help: ArgumentHelp(
      """
      A file with the allocations that were submitted, a line each, oldest first. After \(WorkerScaler.fruitlessLimit) that \
      ended and of which no worker PREFIX-ALLOCATION-… ever joined, nothing more is started.
      """, valueName: "file"),
    completion: .file(), transform: userPath)
  var started: String?

  @Option(help: "What the workers' names begin with, before the allocation.")
  var prefix = "slurm"

  func validate() throws {
    for (name, value) in [("slots", slots), ("max", max), ("backlog", backlog)] where value < 1 {
      throw ValidationError("--\(name) takes a whole number from 1, not \(value)")
    }
    guard (0...max).contains(min) else { throw ValidationError("--min takes 0 to --max, not \(min)") }
  }

  func run() throws {
    let fleet = try FleetStatus.of(directory: directory).snapshot
    guard fleet.counts.isComplete || fleet.isServed else {
      // Workers of a coordinator that is away wait for it.
      printError("no coordinator of \(directory.shellPath) answers, and nothing is started".printable)
      return print("enough")
    }
    let scaler = WorkerScaler(minimum: min, maximum: max, backlog: backlog, slots: slots, prefix: prefix)
    let started = try startedAllocations
    switch scaler.decision(
      fleet: fleet, jobs: try jobs, started: started, fruitful: try fruitful(of: started, by: scaler))
    {
    case .start(let count): print("start \(count)")
    case .enough: print("enough")
    case .complete: print("complete")
    case .paused(let fruitless): print("paused \(fruitless.joined(separator: " "))")
    }
  }

  private var jobs: [BatchJob] {
    get throws {
      try String(decoding: FileHandle.standardInput.readToEnd() ?? Data(), as: UTF8.self).split(separator: "\n").map {
        guard let job = BatchJob(line: $0) else {
          throw ValidationError("standard input has the line \($0.printable): expected an allocation and a state")
        }
        return job
      }
    }
  }

  private var startedAllocations: [String] {
    get throws {
      guard let started, FileManager.default.fileExists(atPath: started) else { return [] }
      return try String(contentsOfFile: started, encoding: .utf8).split(separator: "\n").map(String.init)
    }
  }

  private func fruitful(of allocations: [String], by scaler: WorkerScaler) throws -> Set<String> {
    let workers = try ResultStore(inspecting: directory).workers()
    return Set(allocations.filter { allocation in workers.contains { scaler.isWorker($0, of: allocation) } })
  }
}
