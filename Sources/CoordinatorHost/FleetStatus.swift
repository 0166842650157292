public import Coordination
import Results

/// What a sweep looks like now, asked of its coordinator or read from its directory.
public enum FleetStatus {
  /// The status of `source`: an endpoint (`tcp://…`, `ipc://…`) or a directory of results. A directory whose coordinator
  /// answers is described by it, with workers and rates; else by its database alone.
  public static func of(_ source: String) throws -> FleetSnapshot {
    if source.contains("://") { return try StatusQuery(endpoint: source).ask() }
    var recorded = try ResultStore(readingFrom: source).snapshot()
    guard let holder = ResultStore.writer(to: source) else {
      recorded.coordinator = .absent
      return recorded
    }
    recorded.coordinator = .silent(holder: holder)
    guard let endpoint = SweepService.recordedEndpoint(in: source) else { return recorded }
    let query = StatusQuery(endpoint: endpoint, attempts: 1, patience: .seconds(1))
    // Another sweep's coordinator may have its port, which must not speak for this directory.
    do {
      var answer = try query.ask()
      if answer.sweep == recorded.sweep, answer.counts.planned == recorded.counts.planned {
        answer.reproductions = recorded.reproductions
        return answer
      }
    } catch is StatusQuery.NoAnswer {}
    return recorded
  }
}
