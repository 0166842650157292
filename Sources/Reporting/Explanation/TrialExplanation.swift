public import Coordination
public import Plans
public import Results
import Trials

/// The explanation of a trial's state as text: why it waits, where it ran, and what ended its attempts.
///
/// Pure: the text depends only on the journal's records and the coordinator's snapshot.
public struct TrialExplanation {
  private let trial: PlannedTrial
  private let plan: Plan
  private let record: TrialRecord
  private let attempts: [AttemptRecord]
  private let reproductions: Reproductions
  private let fleet: FleetSnapshot
  private let waitingBefore: Int

  /// - Parameters:
  ///   - record: the journal's record of the trial.
  ///   - attempts: the trial's attempts, oldest first.
  ///   - reproductions: the trial's late results.
  ///   - fleet: the sweep's workers.
  ///   - waitingBefore: how many waiting trials come before it in the plan.
  public init(
    of trial: PlannedTrial, in plan: Plan, record: TrialRecord, attempts: [AttemptRecord], reproductions: Reproductions,
    fleet: FleetSnapshot, waitingBefore: Int
  ) {
    self.trial = trial
    self.plan = plan
    self.record = record
    self.attempts = attempts
    self.reproductions = reproductions
    self.fleet = fleet
    self.waitingBefore = waitingBefore
  }

  /// One line: the trial's label and its state.
  public var line: String { "\(plan.label(of: trial))  (trial \(trial.identifier.short)): \(state)" }

  /// The whole explanation.
  public var text: String {
    var lines = [line.printable]
    lines += charges.map { ["  charged: \($0)"] } ?? []
    for attempt in attempts { lines += describe(attempt) }
    lines += reproductions.text.map { ["  \($0)"] } ?? []
    return lines.joined(separator: "\n")
  }

  private var state: String {
    switch record.state {
    case .done: "done" + (record.seconds.map { ", after \(durationText($0))" } ?? "")
    case .failed(let message): "given up: \(message.prefix { $0 != "\n" }); the sweep's command, run again, tries again"
    case .leased: running
    case .waiting: "waits, because \(reasonToWait)"
    }
  }

  private var running: String {
    let worker = record.holders[record.lastAttempt].map { " \($0)" } ?? ""
    let trial = fleet.workers.lazy.flatMap(\.running).first { $0.attempt.trial == self.trial.identifier }
    guard let trial else {
      return
        "leased to worker\(worker), which \(fleet.coordinator == .absent ? "waits for a coordinator" : "is not connected now")"
    }
    let progress = trial.progress.map { " step \($0.step) of \($0.totalSteps)" } ?? " begins"
    let stall = trial.stalledSeconds.map { ", without progress for \(durationText($0))" } ?? ""
    return "runs on worker\(worker),\(progress)\(stall)"
  }

  private var reasonToWait: String {
    switch fleet.coordinator {
    case .absent?: return "no coordinator runs: run the sweep's command again"
    case .silent(let holder)?: return "\(holder) has the directory and does not answer"
    case .serving?, nil: break
    }
    guard !fleet.workers.isEmpty else { return "no workers are connected" }
    let setAside = Set(fleet.workers.filter { $0.setAside != nil }.map(\.host))
    let hosts = Set(fleet.workers.map(\.host))
    if setAside == hosts {
      return "every host is set aside for a while, the last for: \(fleet.workers.compactMap(\.setAside).last ?? "")"
    }
    let failed = Set(attempts.filter { $0.cause.map { !$0.isNobodysFailure } ?? false }.map(\.host)).intersection(hosts)
    if !failed.isEmpty, failed != hosts {
      return "it failed on \(failed.sorted().joined(separator: ", ")) and waits for another host"
    }
    if fleet.waitsForLongerStays == true {
      let longest = fleet.workers.compactMap(\.secondsToStay).max().map { ", the last in \(durationText($0))" } ?? ""
      return "every worker with a free slot leaves before such a trial would end or have a checkpoint\(longest)"
    }
    let before = waitingBefore == 0 ? "it is the next" : "\(counted(waitingBefore, "trial")) come before it"
    return "all \(counted(fleet.slots, "slot")) are busy; \(before)"
  }

  /// The charges against the trial's budgets; nil if there are none.
  private var charges: String? {
    let texts = FailureCause.allCases.compactMap { cause -> String? in
      guard let budget = plan.limits.budget(for: cause), record.charges.count(cause) > 0 else { return nil }
      return "\(record.charges.count(cause)) of \(budget) (\(cause.words))"
    }
    return texts.isEmpty ? nil : texts.joined(separator: ", ")
  }

  private func describe(_ attempt: AttemptRecord) -> [String] {
    let time = attempt.leasedAt + (attempt.endedAt.map { " to \($0)" } ?? "")
    var lines = "\(attempt.message ?? "")".split(separator: "\n").map(\.printable)
    let message = lines.isEmpty ? "" : ": \(lines.removeFirst())"
    let isCharged = attempt.cause.map { plan.limits.budget(for: $0) != nil } ?? false
    let charge = isCharged && !attempt.isCharged ? " (not charged: its host gave no results)" : ""
    let end = attempt.cause?.words ?? (attempt.endedAt == nil ? "runs" : "finished")
    let first =
      "  attempt \(attempt.attempt.number) on \(attempt.worker) (\(attempt.host)), \(time): \(end)\(message)\(charge)"
    return [first.printable] + (lines.isEmpty ? [] : ["    its log ended with:"]) + lines.map { "    | \($0)" }
  }
}
