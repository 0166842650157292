public import Coordination
import FoundationEssentials
import Results

/// What a sweep looks like now, asked of its coordinator or read from its directory.
public enum FleetStatus {
  /// The status of `source`: an endpoint (`tcp://…`, `ipc://…`) or a directory of results. A directory whose coordinator
  /// answers is described by it, with workers and rates; else by its database alone.
  public static func of(_ source: String) throws -> FleetSnapshot {
    if source.contains("://") { return try StatusQuery(endpoint: source).ask() }
    let recorded = try ResultStore(readingFrom: source).snapshot()
    if let data = FileManager.default.contents(atPath: "\(source)/\(SweepService.endpointFileName)") {
      let endpoint = String(decoding: data, as: UTF8.self).split(separator: "\n").first.map(String.init) ?? ""
      // A coordinator that was killed leaves its file behind: then nobody answers, and the database does.
      let query = StatusQuery(endpoint: endpoint, attempts: 1, patience: .seconds(1))
      // Or another sweep's coordinator has its port by now, which must not speak for this directory.
      do {
        let answer = try query.ask()
        if answer.sweep == recorded.sweep, answer.counts.planned == recorded.counts.planned { return answer }
      } catch is StatusQuery.NoAnswer {}
    }
    return recorded
  }
}
