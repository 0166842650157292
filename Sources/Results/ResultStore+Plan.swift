import Coordination
import Digests
import FoundationEssentials
import GRDB
public import Plans
import Trials

extension ResultStore {
  /// Makes `plan` the directory's plan.
  ///
  /// Trials that both plans hold keep everything, and so do trials that left the plan: a later plan may take them up again.
  /// Trials given up become waiting, with fresh budgets. Throws `StoreError.otherSweep` where the directory holds another
  /// sweep or task.
  ///
  /// Answers the plan's results that are damaged; they are set aside, and their trials run again.
  @discardableResult
  public func adopt(_ plan: Plan) throws -> [DamagedResult] {
    let damaged = try write { database in
      try requireSameSweep(as: plan, in: database)
      try database.run(
        """
        INSERT INTO sweep (id, name, task, planned, plan) VALUES (1, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET planned = excluded.planned, plan = excluded.plan, adoptedAt = excluded.adoptedAt
        """, [plan.name, plan.task, plan.trials.count, try json(plan.withoutTrials)])
      try database.run("UPDATE trials SET position = NULL, cell = NULL WHERE position IS NOT NULL")
      try database.run(
        "UPDATE trials SET state = 'waiting', message = NULL, forgivenAttempts = lastAttempt WHERE state = 'failed'")
      for index in plan.trialIndices { try place(index, of: plan, in: database) }
      try database.run("UPDATE history SET planDigest = ?", [try planDigest(database).description])
      return try setAsideDamagedResults(database)
    }
    try checkpoint()
    return damaged
  }

  /// Throws `StoreError.otherSweep` where the directory holds another sweep or task than `plan`'s.
  public func requireSameSweep(as plan: Plan) throws {
    try read { try requireSameSweep(as: plan, in: $0) }
  }

  private func requireSameSweep(as plan: Plan, in database: Database) throws {
    guard let held = try Row.fetchOne(database, sql: "SELECT name, task FROM sweep") else { return }
    try check("sweep", held: held["name"], offered: plan.name)
    try check("task", held: held["task"], offered: plan.task)
  }

  /// The directory's plan. Throws `StoreError.noSweep` where none was adopted yet.
  public func plan() throws -> Plan {
    try read(plan)
  }

  func plan(_ database: Database) throws -> Plan {
    let plan = try planWithoutTrials(database)
    let rows = try Row.fetchCursor(
      database, sql: "SELECT id, cell, specification FROM trials WHERE position IS NOT NULL ORDER BY position")
    var trials: [PlannedTrial] = []
    while let row = try rows.next() {
      let trial = try plannedTrial(row)
      trials.append(trial)
    }
    try requireAdoptedPlan(database)
    return plan.with(trials)
  }

  /// Throws where the plan is not the one that was adopted, as far as its digest was kept.
  private func requireAdoptedPlan(_ database: Database) throws {
    guard try database.tableExists("history"),
      let adopted = try String.fetchOne(database, sql: "SELECT planDigest FROM history")
    else { return }
    guard try Digest(hexadecimal: adopted) == planDigest(database) else {
      throw StoreError.damaged(path: path, detail: "the plan does not have the digest it was adopted with")
    }
  }

  /// The digest of everything that decides to which cell a result belongs and what the cell is called.
  private func planDigest(_ database: Database) throws -> Digest {
    let rows = [
      try Row.fetchAll(database, sql: "SELECT name, task, planned, plan FROM sweep"),
      try Row.fetchAll(database, sql: "SELECT id, cell FROM trials WHERE position IS NOT NULL ORDER BY position"),
    ]
    let lines = rows.joined().map { $0.databaseValues.map(\.description).joined(separator: " ") }
    return SHA256.hash(lines.joined(separator: "\n").utf8)
  }

  /// The plan's names, axes, cells and seeds.
  func planWithoutTrials(_ database: Database) throws -> Plan {
    guard let text = try String.fetchOne(database, sql: "SELECT plan FROM sweep") else {
      throw StoreError.noSweep(directory: directory)
    }
    return try decode(Plan.self, from: text, what: "the plan")
  }

  /// The trial in `row` (columns id, cell, specification), whose identity has to be that of its specification.
  func plannedTrial(_ row: Row) throws -> PlannedTrial {
    let identifier: String = try row.decode(forColumn: "id")
    let specification = try decode(
      TrialSpecification.self, from: try row.decode(forColumn: "specification"), what: "trial \(identifier)")
    let trial = PlannedTrial(
      cell: CellIndex(try row.decode(forColumn: "cell")), specification: specification)
    guard trial.identifier.description == identifier else {
      throw StoreError.damaged(path: path, detail: "trial \(identifier) does not match its specification")
    }
    return trial
  }

  private func place(_ index: TrialIndex, of plan: Plan, in database: Database) throws {
    let trial = plan[index]
    let identifier = trial.identifier.description
    let specification = try json(trial.specification)
    // The specification is what the identity says; writing it again mends a damaged one.
    try database.run(
      "UPDATE trials SET position = ?, cell = ?, specification = ? WHERE id = ? AND position IS NULL",
      [index.number, trial.cell.number, specification, identifier])
    if database.changesCount > 0 { return }
    try database.run(
      "INSERT OR IGNORE INTO trials (id, position, cell, seed, specification) VALUES (?, ?, ?, ?, ?)",
      [identifier, index.number, trial.cell.number, trial.specification.seed, specification])
    if database.changesCount == 0 { throw StoreError.repeatedTrial(trial: trial.identifier.short, sweep: plan.name) }
  }

  private func check(_ kind: String, held: String, offered: String) throws(StoreError) {
    if held != offered { throw .otherSweep(directory: directory, kind: kind, held: held, offered: offered) }
  }

  private func json(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  private func decode<Value: Decodable>(_ type: Value.Type, from text: String, what: String) throws -> Value {
    do { return try JSONDecoder().decode(type, from: Data(text.utf8)) } catch {
      throw StoreError.damaged(path: path, detail: "\(what) cannot be read: \(error)")
    }
  }
}

extension Plan {
  fileprivate var withoutTrials: Plan { with([]) }

  fileprivate func with(_ trials: [PlannedTrial]) -> Plan {
    Plan(
      name: name, task: task, metric: metric, metrics: metrics, axes: axes, layout: layout, cells: cells, seeds: seeds,
      trials: trials, stage: stage, design: design)
  }
}
