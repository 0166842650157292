public import Coordination
public import Messaging
public import Results

/// What a sweep looks like now, asked of its coordinator or read from its directory.
public enum FleetStatus {
  /// The status that the coordinator at `address` tells the holder of `access`.
  public static func of(_ address: CoordinatorAddress, access: AccessFile?) throws -> FleetSnapshot {
    try StatusQuery(to: address, access: access).ask()
  }

  /// The status of a directory of results. One whose coordinator answers is described by it, with workers and rates; else by
  /// its database alone. Also the directory's damaged results.
  public static func of(directory: String) throws -> (snapshot: FleetSnapshot, damaged: [DamagedResult]) {
    let (recorded, damaged) = try ResultStore(readingFrom: directory).status()
    return (try current(recorded, of: directory), damaged)
  }

  /// What the coordinator of `directory` says; where none answers, what is `recorded`.
  private static func current(_ recorded: FleetSnapshot, of directory: String) throws -> FleetSnapshot {
    var recorded = recorded
    guard let holder = ResultStore.writer(to: directory) else {
      recorded.coordinator = .absent
      return recorded
    }
    recorded.coordinator = .silent(holder: holder)
    guard let address = SweepService.recordedAddress(in: directory) else { return recorded }
    // A user who may not read the keys of this host sees the database.
    let access = try? AccessDirectory(in: directory).local()
    let query = StatusQuery(to: address, access: access, attempts: 1, patience: .seconds(1))
    // Another sweep's coordinator may have its port, which must not speak for this directory.
    do {
      var answer = try query.ask()
      if answer.sweep == recorded.sweep, answer.counts.planned == recorded.counts.planned {
        answer.reproductions = recorded.reproductions
        return answer
      }
    } catch is StatusQuery.NoAnswer {
    } catch is RefusedConnection {}
    return recorded
  }
}
