public import Coordination
public import Digests
import FoundationEssentials
import GRDB
public import Plans
public import Trials

extension ResultStore {
  /// The plan, its results and the other records of one moment, with at most the last `failures` attempts that ended
  /// without a result. Throws `StoreError.noSweep` if no plan was adopted yet.
  public func sweep(failures limit: Int) throws -> SweepRecord {
    try read { database in
      let plan = try plan(database)
      let results = try verifiedResults(database) {
        (result: try TrialResult(encoded: $0.bytes), seconds: $0.seconds)
      }
      return SweepRecord(
        plan: plan, results: results.values.mapValues(\.result), seconds: results.values.mapValues(\.seconds),
        counts: try counts(database, without: results.damaged),
        failures: try recentFailures(limit: limit, in: database), origins: try origins(of: results, database),
        attempts: try attempts(database), damaged: results.damaged)
    }
  }

  /// The plan, the outcome of every accepted result of its trials, and the digests of the programs that computed them, all
  /// of one moment. `withSeconds` adds `Metric.seconds`, which no digest protects.
  public func metrics(
    withSeconds: Bool = false
  ) throws -> (plan: Plan, results: VerifiedResults<TrialOutcome>, builds: Set<Digest>) {
    try read { database in
      let results = try verifiedResults(database) { result in
        let outcome = try TrialOutcome(encoded: result.bytes)
        return withSeconds ? outcome.adding(result.seconds, as: .seconds) : outcome
      }
      return (try plan(database), results, Set(try origins(of: results, database).map(\.provenance.build)))
    }
  }

  /// Every worker that ever joined.
  public func workers() throws -> [WorkerIdentifier] {
    try read { try String.fetchAll($0, sql: "SELECT id FROM workers ORDER BY id").map(worker) }
  }

  /// The number of the plan's trials in each state.
  public func counts() throws -> TrialCounts {
    try read(counts)
  }

  /// Every attempt of `trial`, in order.
  public func attempts(of trial: TrialIdentifier) throws -> [AttemptRecord] {
    try read { database in
      let journal = try journalIdentifier(database)
      return try Row.fetchAll(
        database,
        sql: """
          SELECT number, worker, host, leasedAt, endedAt, cause, message, charged
          FROM attempts JOIN workers ON workers.id = worker WHERE trial = ? ORDER BY number
          """,
        arguments: [trial.description]
      ).map { row in
        AttemptRecord(
          attempt: Attempt(journal: journal, trial: trial, number: row["number"]), worker: try worker(row["worker"]),
          host: row["host"], leasedAt: row["leasedAt"], endedAt: row["endedAt"],
          cause: try (row["cause"] as String?).map(cause),
          message: row["message"], isCharged: row["charged"])
      }
    }
  }

  /// The state of the sweep from the directory alone, with or without a running coordinator: counts and failures, no
  /// workers. Damaged results are not counted.
  public func status(failures limit: Int = 5) throws -> (snapshot: FleetSnapshot, damaged: [DamagedResult]) {
    try read { database in
      try requireAdoptedPlan(database)
      let results = try verifiedResults(database) { try TrialOutcome(encoded: $0.bytes) }
      let plan = try planWithoutTrials(database)
      return (try snapshot(of: results, plan, failures: limit, in: database), results.damaged)
    }
  }

  /// The plan, the outcome of every accepted result of its trials, and the state of the sweep from the directory alone, all
  /// of one moment. The trials of `known` are not read again where the directory still has that plan.
  public func moment(
    failures limit: Int, known: Plan?
  ) throws -> (plan: Plan, results: VerifiedResults<TrialOutcome>, snapshot: FleetSnapshot) {
    try read { database in
      let kept = try known.flatMap { try holds($0, in: database) ? $0 : nil }
      let plan = try kept ?? plan(database)
      let results = try verifiedResults(database) { try TrialOutcome(encoded: $0.bytes) }
      return (plan, results, try snapshot(of: results, plan, failures: limit, in: database))
    }
  }

  private func snapshot(
    of results: VerifiedResults<TrialOutcome>, _ plan: Plan, failures limit: Int, in database: Database
  ) throws -> FleetSnapshot {
    var snapshot = FleetSnapshot(
      sweep: plan.name, counts: try counts(database, without: results.damaged),
      findings: try means(of: results.values, metric: plan.metric.name, database).findings(of: plan),
      lastFailures: try recentFailures(limit: limit, in: database))
    snapshot.reproductions = try reproductions(database, where: "position IS NOT NULL")
    return snapshot
  }

  private func origins(of results: VerifiedResults<some Sendable>, _ database: Database) throws -> [ResultOrigin] {
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT id, host, processor, system, version, build, kernels FROM workers
        ORDER BY host, processor, system, version, build, kernels
        """)
    var origins: [ResultOrigin] = []
    for row in rows {
      guard let count = results.workers[try worker(row["id"])] else { continue }
      let provenance = Provenance(
        host: row["host"], processor: row["processor"], system: row["system"], version: row["version"],
        build: try digest(row["build"]), kernels: row["kernels"])
      // Several workers of one host and build are one origin.
      let former = origins.last?.provenance == provenance ? origins.removeLast().results : 0
      origins.append(ResultOrigin(provenance: provenance, results: former + count))
    }
    return origins
  }

  private func means(
    of outcomes: [TrialIdentifier: TrialOutcome], metric: String, _ database: Database
  ) throws -> CellMeans {
    var means = CellMeans()
    // In the order of the plan, as a coordinator adds them up.
    let rows = try Row.fetchCursor(
      database, sql: "SELECT id, cell FROM trials WHERE position IS NOT NULL AND state = 'done' ORDER BY position")
    while let row = try rows.next() {
      guard let outcome = try outcomes[identifier(row.decode(atIndex: 0))] else { continue }
      means.add(outcome, of: CellIndex(try row.decode(atIndex: 1)), metric: metric)
    }
    return means
  }

  func counts(_ database: Database) throws -> TrialCounts {
    try counts(database, without: try damagedResults(database))
  }

  /// A trial whose result is damaged counts as waiting, because it runs again.
  private func counts(_ database: Database, without damaged: [DamagedResult]) throws -> TrialCounts {
    guard let planned = try Int.fetchOne(database, sql: "SELECT planned FROM sweep") else {
      throw StoreError.noSweep(directory: directory)
    }
    var counts = TrialCounts(planned: planned, waiting: 0, leased: 0, done: 0, failed: 0)
    let isDamaged = Set(damaged.map(\.trial.description))
    let rows = try Row.fetchCursor(database, sql: "SELECT id, state FROM trials WHERE position IS NOT NULL")
    while let row = try rows.next() {
      let state: String =
        isDamaged.contains(try row.decode(forColumn: "id")) ? "waiting" : try row.decode(forColumn: "state")
      switch state {
      case "waiting": counts.waiting += 1
      case "leased": counts.leased += 1
      case "done": counts.done += 1
      default: counts.failed += 1
      }
    }
    guard counts.addUp else {
      throw StoreError.damaged(path: path, detail: "the plan has \(planned) trials, the table has others")
    }
    return counts
  }

  /// Attempts that ended by nobody's failure are left out.
  private func recentFailures(limit: Int, in database: Database) throws -> [FailureSnapshot] {
    let journal = try journalIdentifier(database)
    let plan = try planWithoutTrials(database)
    var texts = SpecificationTexts()
    let uncounted = FailureCause.allCases.filter(\.isNobodysFailure).map { "'\($0.rawValue)'" }.joined(separator: ", ")
    return try Row.fetchAll(
      database,
      sql: """
        SELECT id, cell, seed, specification, number, worker, cause, attempts.message AS message
        FROM attempts JOIN trials ON trials.id = trial
        WHERE position IS NOT NULL AND cause IS NOT NULL AND cause NOT IN (\(uncounted)) ORDER BY endedAt DESC, attempts.rowid DESC LIMIT ?
        """, arguments: [limit]
    ).map { row in
      let trial = try plannedTrial(row, &texts)
      return FailureSnapshot(
        attempt: Attempt(journal: journal, trial: trial.identifier, number: row["number"]),
        label: plan.label(of: trial),
        worker: try worker(row["worker"]), cause: try cause(row["cause"]), message: row["message"])
    }
  }

  func identifier(_ text: String) throws -> TrialIdentifier {
    guard let identifier = TrialIdentifier(text) else {
      throw StoreError.damaged(path: path, detail: "\(text) is not the identity of a trial")
    }
    return identifier
  }

  func cause(_ text: String) throws -> FailureCause {
    guard let cause = FailureCause(rawValue: text) else {
      throw StoreError.damaged(path: path, detail: "\(text) is not a cause of failure")
    }
    return cause
  }

  func worker(_ text: String) throws -> WorkerIdentifier {
    guard let worker = WorkerIdentifier(text) else {
      throw StoreError.damaged(path: path, detail: "\(text) is not the name of a worker")
    }
    return worker
  }

  func digest(_ text: String) throws -> Digest {
    guard let digest = Digest(hexadecimal: text) else {
      throw StoreError.damaged(path: path, detail: "\(text) is not a SHA-256 digest")
    }
    return digest
  }
}
