public import Coordination
import FoundationEssentials
public import Messaging
import Results

/// What a sweep looks like now, asked of its coordinator or read from its directory.
public enum FleetStatus {
  /// The status that the coordinator at `address` tells the holder of `access`.
  public static func of(_ address: CoordinatorAddress, access: AccessFile?) throws -> FleetSnapshot {
    try StatusQuery(to: address, access: access).ask()
  }

  /// The status of a directory of results. One whose coordinator answers is described by it, with workers and rates; else by
  /// its database alone.
  public static func of(directory: String) throws -> FleetSnapshot {
    let recorded = try ResultStore(readingFrom: directory).snapshot()
    guard let data = FileManager.default.contents(atPath: "\(directory)/\(SweepService.endpointFileName)"),
      let line = String(decoding: data, as: UTF8.self).split(separator: "\n").first,
      let address = try? CoordinatorAddress(String(line))
    else { return recorded }
    // A coordinator that was killed leaves its file behind: then nobody answers, and the database does. A user who may not
    // read the keys of this host sees the database too.
    let access = try? AccessDirectory(in: directory).local()
    let query = StatusQuery(to: address, access: access, attempts: 1, patience: .seconds(1))
    // Or another sweep's coordinator has its port by now, which must not speak for this directory.
    do {
      let answer = try query.ask()
      if answer.sweep == recorded.sweep, answer.counts.planned == recorded.counts.planned { return answer }
    } catch is StatusQuery.NoAnswer {
    } catch is RefusedConnection {}
    return recorded
  }
}
