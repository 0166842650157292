import Coordination
import Trials

/// The workers that a coordinator holds for alive, host by host, with the trials that they run.
struct WorkerList {
  private let fleet: FleetSnapshot

  init(_ fleet: FleetSnapshot) { self.fleet = fleet }

  var pieces: [LivePiece] {
    guard !fleet.workers.isEmpty else {
      return [.live(id: "workers", html: #"<p id="workers">No workers are connected.</p>"#)]
    }
    let rows = fleet.workers.sorted { ($0.host, $0.identifier) < ($1.host, $1.identifier) }.map(row)
    return [
      .fixed(
        """
        <div class="wide" tabindex="0"><table class="sortable"><thead><tr><th class="text" scope="col">host</th>\
        <th class="text" scope="col">worker</th><th class="text" scope="col">heartbeat</th>\
        <th scope="col">running</th><th scope="col">slots</th>\
        <th class="text" scope="col">trials</th></tr></thead><tbody>
        """)
    ] + rows + [.fixed("</tbody></table></div>")]
  }

  private func row(_ worker: WorkerSnapshot) -> LivePiece {
    let identifier = "worker-\(worker.identifier)"
    let trials = worker.running.map { trial in
      let progress = trial.progress.map { " \($0.step)/\($0.totalSteps)" } ?? ""
      let stall = trial.stalledSeconds.map { ", no progress for \(durationText($0))" } ?? ""
      return trial.label + progress + stall
    }
    let words = (trials + [worker.setAside.map { "set aside for a while: \($0)" }].compactMap(\.self)).joined(
      separator: " · ")
    return .live(
      id: identifier,
      html: """
        <tr id="\(escaped(identifier))"><td class="long">\(escaped(worker.host))</td>\
        <td class="long">\(escaped("\(worker.identifier)"))</td>\
        <td class="long">\(worker.silentSeconds.map { "none for \(durationText($0))" } ?? "beats")</td><td>\(worker.running.count)</td><td>\(worker.slots)</td>\
        <td class="long">\(escaped(words))</td></tr>
        """)
  }
}
