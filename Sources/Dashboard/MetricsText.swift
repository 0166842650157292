import Coordination
import Reporting
import Trials

/// A sweep's state in the text form that Prometheus reads.
struct MetricsText {
  private let fleet: FleetSnapshot
  private let diverged: Int

  init(_ moment: SweepMoment) {
    fleet = moment.fleet
    diverged = moment.outcomes.values.count(where: \.hasDiverged)
  }

  var text: String {
    let counts = fleet.counts
    let states = [
      ("waiting", counts.waiting), ("running", counts.leased), ("done", counts.done), ("failed", counts.failed),
    ]
    let hosts = Dictionary(grouping: fleet.workers, by: \.host).sorted { $0.key < $1.key }
    return [
      family("regnorm_trials", "Trials of the plan by state.", states.map { (["state": $0.0], Double($0.1)) }),
      family("regnorm_trials_planned", "Trials of the plan.", [([:], Double(counts.planned))]),
      family("regnorm_trials_diverged", "Results of trials that diverged.", [([:], Double(diverged))]),
      family("regnorm_workers", "Workers that are alive.", [([:], Double(fleet.workers.count))]),
      family(
        "regnorm_host_workers", "Workers that are alive, by host.",
        hosts.map { (["host": $0.key], Double($0.value.count)) }),
      family("regnorm_slots", "Trials that the workers can run at once.", [([:], Double(fleet.slots))]),
      family(
        "regnorm_trials_per_second", "Results accepted a second, lately.",
        fleet.trialsPerSecond.map { [([:], $0)] } ?? []),
      family(
        "regnorm_seconds_remaining", "Estimated seconds until every trial is done or failed.",
        fleet.secondsRemaining.map { [([:], $0)] } ?? []),
      family(
        "regnorm_checkpoint_bytes", "Bytes of the checkpoints that are kept.",
        fleet.checkpoints.map { [([:], Double($0.byteCount))] } ?? []),
    ].joined()
  }

  private func family(_ name: String, _ help: String, _ samples: [(labels: [String: String], value: Double)]) -> String
  {
    guard !samples.isEmpty else { return "" }
    let lines = samples.map { sample in
      let labels = sample.labels.merging(["sweep": fleet.sweep]) { own, _ in own }.sorted { $0.key < $1.key }
      return "\(name){\(labels.map { "\($0.key)=\"\(escaped($0.value))\"" }.joined(separator: ","))} \(sample.value)\n"
    }
    return "# HELP \(name) \(help)\n# TYPE \(name) gauge\n" + lines.joined()
  }

  /// A label's value may hold anything but these three as they are.
  private func escaped(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { result, scalar in
      switch scalar {
      case "\\": result += "\\\\"
      case "\"": result += "\\\""
      case "\n": result += "\\n"
      default: result.unicodeScalars.append(scalar)
      }
    }
  }
}
