import Coordination
import Digests
import FoundationEssentials
import GRDB
public import Plans
import Trials

extension ResultStore {
  /// Makes `plan` the directory's plan.
  ///
  /// Trials of both plans keep their records. Trials that leave the plan keep theirs too, and a later plan may take
  /// them up again. Trials that were given up wait again, with fresh budgets. Throws `StoreError.otherSweep` if the
  /// directory holds another sweep or task.
  ///
  /// Damaged results of the plan are set aside, and their trials run again.
  @discardableResult
  public func adopt(_ plan: Plan) throws -> Adoption {
    let adoption = try write { database in
      try requireSameSweep(as: plan, in: database)
      try database.run(
        """
        INSERT INTO sweep (id, name, task, planned, plan) VALUES (1, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET planned = excluded.planned, plan = excluded.plan, adoptedAt = excluded.adoptedAt
        """, [plan.name, plan.task, plan.trials.count, try json(plan.withoutTrials)])
      try database.run(
        "UPDATE trials SET state = 'waiting', message = NULL, forgivenAttempts = lastAttempt WHERE state = 'failed'")
      let inPlace = try keepTrialsInPlace(of: plan, in: database)
      var texts = SpecificationTexts()
      for index in plan.trialIndices where !inPlace[index.number] {
        try place(index, of: plan, as: try texts.text(of: plan[index]), in: database)
      }
      try database.run("UPDATE history SET planDigest = ?", [try planDigest(database).description])
      let results = try recordedResults(database)
      try setAside(results.damaged, in: database)
      return Adoption(damaged: results.damaged, records: try records(database, with: results))
    }
    try checkpoint()
    return adoption
  }

  /// Throws `StoreError.otherSweep` if the directory holds another sweep or task than `plan`'s.
  public func requireSameSweep(as plan: Plan) throws {
    try read { try requireSameSweep(as: plan, in: $0) }
  }

  private func requireSameSweep(as plan: Plan, in database: Database) throws {
    guard let held = try Row.fetchOne(database, sql: "SELECT name, task FROM sweep") else { return }
    try check("sweep", held: held["name"], offered: plan.name)
    try check("task", held: held["task"], offered: plan.task)
  }

  /// The directory's plan. Throws `StoreError.noSweep` if no plan was adopted yet.
  public func plan() throws -> Plan {
    try read(plan)
  }

  func plan(_ database: Database) throws -> Plan {
    let plan = try planWithoutTrials(database)
    let rows = try Row.fetchCursor(
      database, sql: "SELECT id, cell, seed, specification FROM trials WHERE position IS NOT NULL ORDER BY position")
    var trials: [PlannedTrial] = []
    var texts = SpecificationTexts()
    while let row = try rows.next() { trials.append(try plannedTrial(row, &texts)) }
    try requireAdoptedPlan(database)
    return plan.with(trials)
  }

  /// Whether `plan` is the plan that the directory adopted last.
  public func holds(_ plan: Plan) throws -> Bool {
    try read { try holds(plan, in: $0) }
  }

  func holds(_ plan: Plan, in database: Database) throws -> Bool {
    guard try database.tableExists("history") else { return false }
    return try String.fetchOne(database, sql: "SELECT planDigest FROM history") == planDigest(plan).description
  }

  /// Throws if the plan does not have the digest from its adoption. Older versions kept no digest.
  func requireAdoptedPlan(_ database: Database) throws {
    guard try database.tableExists("history"),
      let adopted = try String.fetchOne(database, sql: "SELECT planDigest FROM history")
    else { return }
    guard try Digest(hexadecimal: adopted) == planDigest(database) else {
      throw StoreError.damaged(path: path, detail: "the plan has changed since it was adopted: its digest differs")
    }
  }

  /// The digest of everything that decides to which cell a result belongs and how the cell is labelled.
  private func planDigest(_ database: Database) throws -> Digest {
    let sweep = try Row.fetchOne(database, sql: "SELECT name, task, planned, plan FROM sweep")
    var hash = planHash(sweep.map { Array($0.databaseValues) } ?? [])
    // SQLite puts the lines together, because there may be 100,000.
    let lines = try Row.fetchCursor(
      database,
      sql: #"SELECT char(10) || '"' || id || '" ' || cell FROM trials WHERE position IS NOT NULL ORDER BY position"#)
    while let line = try lines.next() {
      try line.withUnsafeData(atIndex: 0) { $0?.withUnsafeBytes { hash.update($0) } }
    }
    return hash.finalize()
  }

  /// The digest that a database has which adopted `plan`.
  private func planDigest(_ plan: Plan) throws -> Digest {
    var hash = planHash(
      [
        plan.name.databaseValue, plan.task.databaseValue, plan.trials.count.databaseValue,
        try json(plan.withoutTrials).databaseValue,
      ])
    for trial in plan.trials {
      var line = "\n\"\(trial.identifier)\" \(trial.cell.number)"
      line.withUTF8 { hash.update(UnsafeRawBufferPointer($0)) }
    }
    return hash.finalize()
  }

  private func planHash(_ sweep: [DatabaseValue]) -> SHA256 {
    var hash = SHA256()
    var head = sweep.map(\.description).joined(separator: " ")
    head.withUTF8 { hash.update(UnsafeRawBufferPointer($0)) }
    return hash
  }

  /// The plan's names, axes, cells and seeds.
  func planWithoutTrials(_ database: Database) throws -> Plan {
    guard let text = try String.fetchOne(database, sql: "SELECT plan FROM sweep") else {
      throw StoreError.noSweep(directory: directory)
    }
    return try decode(Plan.self, from: text, what: "the plan")
  }

  /// The trial in `row` (columns id, cell, seed, specification). Throws if the identity is not that of the specification.
  func plannedTrial(_ row: Row, _ texts: inout SpecificationTexts) throws -> PlannedTrial {
    let identifier: String = try row.decode(forColumn: "id")
    let cell = CellIndex(try row.decode(forColumn: "cell"))
    let (seed, text): (Int, String) = (try row.decode(forColumn: "seed"), try row.decode(forColumn: "specification"))
    let trial: PlannedTrial
    do { trial = try texts.trial(in: cell, seed: seed, text: text) } catch {
      throw StoreError.damaged(path: path, detail: "trial \(identifier) cannot be read: \(error)")
    }
    guard trial.identifier == TrialIdentifier(identifier) else {
      throw StoreError.damaged(path: path, detail: "trial \(identifier) does not match its specification")
    }
    return trial
  }

  /// Takes the trials out of the directory's plan that are not where `plan` has them, and answers for each trial of `plan`
  /// whether the directory has it in its place.
  private func keepTrialsInPlace(of plan: Plan, in database: Database) throws -> [Bool] {
    var inPlace = [Bool](repeating: false, count: plan.trials.count)
    var moved: [String] = []
    var texts = SpecificationTexts()
    let rows = try Row.fetchCursor(
      database, sql: "SELECT id, position, cell, seed, specification FROM trials WHERE position IS NOT NULL")
    while let row = try rows.next() {
      let position: Int = try row.decode(forColumn: "position")
      // A trial that cannot be read is written again.
      if plan.trials.indices.contains(position), (try? plannedTrial(row, &texts)) == plan.trials[position] {
        inPlace[position] = true
      } else {
        moved.append(try row.decode(forColumn: "id"))
      }
    }
    for identifier in moved {
      try database.run("UPDATE trials SET position = NULL, cell = NULL WHERE id = ?", [identifier])
    }
    return inPlace
  }

  private func place(
    _ index: TrialIndex, of plan: Plan, as specification: String, in database: Database
  ) throws {
    let trial = plan[index]
    let identifier = trial.identifier.description
    // The identity determines the specification, so that writing it again mends a damaged one.
    try database.run(
      "UPDATE trials SET position = ?, cell = ?, seed = ?, specification = ? WHERE id = ? AND position IS NULL",
      [index.number, trial.cell.number, trial.specification.seed, specification, identifier])
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
      name: name, task: task, metric: metric, metrics: metrics, axes: axes, layout: layout, limits: limits,
      cells: cells, seeds: seeds, trials: trials, stage: stage, design: design)
  }
}
