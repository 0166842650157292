public import Coordination
public import Messaging
public import Results

/// The state of a sweep, from its coordinator or its directory.
public enum FleetStatus {
  /// The status that the coordinator at `address` gives to the holder of `access`.
  public static func of(_ address: CoordinatorAddress, access: AccessFile?) throws -> FleetSnapshot {
    try StatusQuery(to: address, access: access).ask()
  }

  /// The status of a directory of results: from its coordinator, with workers and rates, if the coordinator answers;
  /// otherwise from the database alone. Also the damaged results, which are not counted.
  public static func of(directory: String) throws -> (snapshot: FleetSnapshot, damaged: [DamagedResult]) {
    let (recorded, damaged) = try ResultStore(readingFrom: directory).status()
    return (try current(recorded, of: directory), damaged)
  }

  /// The status from the coordinator of `directory`; `recorded` if none answers.
  private static func current(_ recorded: FleetSnapshot, of directory: String) throws -> FleetSnapshot {
    var recorded = recorded
    guard let holder = ResultStore.writer(to: directory) else {
      recorded.coordinator = .absent
      return recorded
    }
    recorded.coordinator = .silent(holder: holder)
    guard let address = SweepService.recordedAddress(in: directory) else { return recorded }
    // A user who may not read this host's keys gets the database's status.
    let access = try? AccessDirectory(in: directory).local()
    let query = StatusQuery(to: address, access: access, attempts: 1, patience: .seconds(1))
    // Another sweep's coordinator may now have the recorded port. It must not speak for this directory.
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
