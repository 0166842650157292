import Coordination
import Digests
import Messaging
import Plans
import Results
import Trials

/// A coordinator's work for workers whose trials take no time: frames in, one durable transaction a batch, frames out. There
/// are no sockets and no encryption between them.
public struct SimulatedDispatch {
  private let store: ResultStore
  private var machine: CoordinatorMachine
  /// Frames that workers have sent, and that wait to be read.
  private var arrived: [(route: Route, frame: [UInt8])] = []
  private let result: [UInt8]
  private let digest: Digest
  private var now = Duration.zero

  /// A sweep of `trials` in `directory`, which must be new, and so many workers with a slot each.
  public init(workers: Int, trials: Int, in directory: String) throws {
    let plan = Self.plan(trials: trials)
    store = try ResultStore(writingTo: directory)
    let adoption = try store.adopt(plan)
    result = try TrialResult(.finished([plan.metric.name: 1])).encoded()
    digest = SHA256.hash(result)
    machine = CoordinatorMachine(
      plan: plan, journal: try store.identifier, records: adoption.records,
      configuration: CoordinatorConfiguration(version: Self.version), now: now)
    for number in 0..<workers {
      arrived.append((Route(Array("\(number)".utf8)), Self.greeting(ofWorker: number).frame))
    }
  }

  /// Runs until every trial is done.
  public mutating func run() throws {
    while !machine.isComplete {
      let batch = arrived.prefix(CoordinatorProcess.batchLimit)
      arrived.removeFirst(batch.count)
      for (route, frame) in batch {
        if case .worker(let message) = try CoordinatorInput(frame: frame) {
          machine.receive(message, from: route, now: now)
        }
      }
      machine.tick(now: now)
      let (result, digest) = (result, digest)
      var answers: [(route: Route, frame: [UInt8])] = []
      try machine.takeEffects(now: now).carryOut(in: store) { message, route in
        guard case .coordinator(.lease(let attempt, _)) = try WorkerInput(frame: message.frame) else { return }
        let finished = FinishedAttempt(attempt: attempt, result: result, digest: digest, seconds: 0.001)
        answers.append((route, WorkerMessage.result(finished).frame))
      }
      arrived += answers
      now += .milliseconds(1)
    }
  }

  private static let version = "simulated"

  private static func greeting(ofWorker number: Int) -> WorkerMessage {
    let provenance = Provenance(
      host: "host-\(number / 16)", processor: version, system: version, version: version, build: SHA256.hash([]),
      kernels: version)
    guard let identifier = WorkerIdentifier("worker-\(number)") else { preconditionFailure("a worker has a number") }
    return .hello(WorkerIntroduction(identifier: identifier, slots: 1, provenance: provenance, holding: []))
  }

  /// A hundred cells of a task that does nothing.
  private static func plan(trials: Int) -> Plan {
    let metric = Metric(name: "value", unit: "", direction: .minimize, help: "a number")
    let axis = Axis(name: "size", values: (0..<100).map(SettingValue.integer))
    let cells = axis.values.enumerated().map { Cell(index: CellIndex($0.offset), coordinates: [axis.name: $0.element]) }
    let replicates = cells.map { cell in
      Replicates(
        of: TrialSpecification(task: "nothing", taskVersion: 1, settings: cell.coordinates, seed: 0, data: []))
    }
    let seeds = Array(1...max(1, (trials + cells.count - 1) / cells.count))
    let planned = seeds.flatMap { seed in
      cells.map { PlannedTrial(cell: $0.index, replicates[$0.index.number], seed: seed) }
    }
    return Plan(
      name: "dispatch", task: "nothing", metric: metric, metrics: [metric], axes: [axis],
      layout: TableLayout(rows: axis.name, columns: nil, reference: nil), cells: cells, seeds: seeds,
      trials: Array(planned.prefix(trials)))
  }
}
