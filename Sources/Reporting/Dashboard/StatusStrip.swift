import Coordination
import Trials

/// How far a sweep is: a count for every state, the pace, who works.
struct StatusStrip {
  private let fleet: FleetSnapshot
  private let query: DashboardQuery
  private let problem: String?
  /// The results of the plan that diverged.
  private let diverged: Int

  init(_ moment: SweepMoment, _ query: DashboardQuery) {
    fleet = moment.fleet
    problem = moment.problem
    self.query = query
    diverged = moment.outcomes.values.count(where: \.hasDiverged)
  }

  var piece: LivePiece {
    let counts = fleet.counts
    let chips = [
      chip("\(counts.done) of \(counts.planned)", "done", .table),
      chip("\(counts.waiting)", "waiting", .table), chip("\(counts.leased)", "running", .workers),
      chip("\(counts.failed)", "failed", .failures, isBad: counts.failed > 0),
      chip("\(diverged)", "diverged", .seeds, isBad: diverged > 0),
      chip("\(fleet.workers.count)", fleet.workers.count == 1 ? "worker" : "workers", .workers),
    ]
    let share = counts.planned == 0 ? 1 : Double(counts.done) / Double(counts.planned)
    return .live(
      id: "strip",
      html: """
        <div id="strip"><ul class="counts">\(chips.joined())</ul>
        <progress value="\(shortDecimal(share * 100))" max="100" aria-label="trials done"></progress>
        <p class="note" role="status">\(escaped(pace))</p>\
        \(problem.map { "<p class=\"bad\">What is shown may be old: \(escaped($0))</p>" } ?? "")</div>
        """)
  }

  private var pace: String {
    let rate = fleet.counts.isComplete ? "complete" : fleet.trialsPerSecond.map(rateText)
    let rest = fleet.counts.isComplete ? nil : fleet.secondsRemaining.map { "about \(durationText($0)) left" }
    let presence: String? =
      switch fleet.coordinator {
      case .serving: "\(counted(fleet.workers.count, "worker")) with \(counted(fleet.slots, "slot"))"
      case .silent(let holder): "\(holder) has the directory and does not answer"
      case nil: nil
      case .absent: fleet.counts.isComplete ? nil : "no coordinator runs"
      }
    return [rate, rest, presence, fleet.reproductions?.text].compactMap(\.self).joined(separator: " · ")
  }

  private func chip(_ number: String, _ name: String, _ view: DashboardView, isBad: Bool = false) -> String {
    let address = escaped(query.showing(view).address)
    return #"<li\#(isBad ? #" class="bad""# : "")><a href="\#(address)"><b>\#(number)</b> \#(name)</a></li>"#
  }
}
