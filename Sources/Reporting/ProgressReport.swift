public import Coordination
import FoundationEssentials
import Trials

/// A sweep's progress as text: several lines for a terminal, one plain line for a log, or JSON.
///
/// Pure: the text depends only on the snapshot. Texts from workers are made `printable`, so that no message can move a
/// terminal's cursor.
public struct ProgressReport: Sendable {
  private let snapshot: FleetSnapshot

  public init(_ snapshot: FleetSnapshot) {
    self.snapshot = snapshot
  }

  /// The lines of a live display, none of more than `width` columns, and at most `height`: a bar, the counts, the best so
  /// far, at most `workers` workers with their trials, and the last failures.
  public func display(width: Int, height: Int = .max, workers limit: Int = 8) -> [String] {
    var lines = [heading(width: width)] + broken(counts + pace + elapsed, width: width)
    lines += best.map { ["  \($0)"] } ?? []
    lines += presence.map { ["  \($0)"] } ?? []
    if snapshot.waitsForLongerStays == true {
      lines.append("  every worker with a free slot leaves too soon for the waiting trials: give workers more time")
    }
    for worker in snapshot.workers.prefix(limit) {
      let ahead = worker.running.count - worker.slots
      let running = "\(min(worker.running.count, worker.slots))/\(worker.slots) running"
      let load = ahead > 0 ? "\(running) + \(ahead) next" : running
      lines.append("  \(worker.identifier)  \(load)  \(self.running(worker))")
    }
    let hidden = snapshot.workers.dropFirst(limit)
    if !hidden.isEmpty {
      lines.append(
        "  … and \(counted(hidden.count, "more worker")) with \(hidden.reduce(0) { $0 + $1.running.count }) running trials"
      )
    }
    lines += snapshot.reproductions?.text.map { ["  \($0)"] } ?? []
    if !snapshot.lastFailures.isEmpty { lines.append("  last failures:") }
    lines += snapshot.lastFailures.map { failure in
      "    \(failure.label), attempt \(failure.attempt.number) on \(failure.worker): \(failure.cause.words): "
        + failure.summary
    }
    if lines.count > height {
      let shown = max(0, height - 1)
      lines = lines.prefix(shown) + ["  … and \(counted(lines.count - shown, "more line")); a taller window shows them"]
    }
    return lines.map { $0.printable.truncated(to: width) }
  }

  /// One plain line: `imbalanced-mnist: 23 of 40 done, 4 running, 13 waiting, 0 failed, 2 workers, 1.25 trials/s, ...`.
  public var line: String {
    let done = "\(snapshot.counts.done) of \(snapshot.counts.planned) done"
    let workers = snapshot.workers.isEmpty ? [] : [counted(snapshot.workers.count, "worker")]
    let absence = snapshot.workers.isEmpty ? presence.map { [$0] } ?? [] : []
    return "\(snapshot.sweep): \(([done] + counts + workers + pace + absence).joined(separator: ", "))".printable
  }

  /// The snapshot as one line of JSON with sorted keys. Unknown values are left out.
  public func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return String(decoding: try encoder.encode(snapshot), as: UTF8.self).printableJSON
  }

  /// Who serves the sweep and how many workers it has, or what to do if there are none.
  private var presence: String? {
    let isComplete = snapshot.counts.isComplete
    switch snapshot.coordinator {
    case .serving(let address) where snapshot.workers.isEmpty && !isComplete:
      let keys = address.contains("#") ? " --access FILE (FILE: regnorm enroll DIR NAME --access-file FILE)" : ""
      return "no workers are connected; on a host that is to work: regnorm worker --connect \(address)\(keys)"
    case .serving(let address):
      let workers = "\(counted(snapshot.workers.count, "worker")) with \(counted(snapshot.slots, "slot"))"
      return "coordinator at \(address), \(workers)"
    case .silent(let holder): return "\(holder) has the directory and does not answer"
    case .absent: return isComplete ? nil : "no coordinator runs; the sweep's command, run again, goes on"
    case nil: return nil
    }
  }

  private func heading(width: Int) -> String {
    let fraction = snapshot.counts.planned == 0 ? 1 : Double(snapshot.counts.done) / Double(snapshot.counts.planned)
    let percent = Int(min(1, max(0, fraction)) * 100)
    let done = "\(snapshot.counts.done)/\(snapshot.counts.planned) done (\(percent) %)"
    let room = width - snapshot.sweep.columns - done.columns - 2
    return [snapshot.sweep, bar(fraction, width: max(0, min(40, room))), done].joined(separator: " ")
  }

  private func bar(_ fraction: Double, width: Int) -> String {
    // Another program's snapshot may hold any numbers.
    let eighths = Int(min(1, max(0, fraction)) * Double(width * 8))
    let full = String(repeating: "█", count: eighths / 8)
    let part = eighths % 8 == 0 ? "" : String(Array("▏▎▍▌▋▊▉")[eighths % 8 - 1])
    return full + part + String(repeating: "░", count: width - full.count - part.count)
  }

  private var counts: [String] {
    let counts = snapshot.counts
    let diverged = snapshot.findings.map { $0.diverged > 0 ? ["\($0.diverged) diverged"] : [] } ?? []
    return ["\(counts.leased) running", "\(counts.waiting) waiting", "\(counts.failed) failed"] + diverged + checkpoints
  }

  private var checkpoints: [String] {
    guard let checkpoints = snapshot.checkpoints, checkpoints.byteCount > 0 else { return [] }
    let megabytes = (Double(checkpoints.byteCount) / 1e5).rounded() / 10
    return ["\(counted(checkpoints.trials, "checkpoint")) (\(megabytes) MB)"]
  }

  private var pace: [String] {
    if snapshot.counts.isComplete { return ["complete"] }
    return [
      snapshot.trialsPerSecond.map(rateText), snapshot.secondsRemaining.map { "about \(durationText($0)) left" },
    ].compactMap(\.self)
  }

  /// A log's lines have times of their own.
  private var elapsed: [String] { snapshot.secondsElapsed.map { ["\(durationText($0)) elapsed"] } ?? [] }

  /// The cell with the best mean so far; a grid of one cell has no best.
  private var best: String? {
    guard let best = snapshot.findings?.best, !best.cell.isEmpty else { return nil }
    // Another program's snapshot may hold any number.
    let isUsual = best.mean == 0 || (1e-4..<1e9).contains(abs(best.mean))
    let mean = isUsual ? fixed(best.mean, decimals: decimals(showing: 3, of: best.mean)) : "\(best.mean)"
    return "best so far: \(best.cell): \(best.metric) \(mean), mean of \(counted(best.results, "result"))"
  }

  private func running(_ worker: WorkerSnapshot) -> String {
    let trials = worker.running.map { trial in
      (trial.progress.map { "\(trial.label) \($0.step)/\($0.totalSteps)" } ?? trial.label)
        + (trial.stalledSeconds.map { ", no progress for \(durationText($0))" } ?? "")
    }
    return
      (trials + (worker.setAside.map { ["set aside for a while: \($0)"] } ?? [])
      + (worker.secondsToStay.map { ["leaves in \(durationText($0))"] } ?? [])).joined(separator: " · ")
  }

  /// `parts` on one line, or on as many as a narrow terminal needs.
  private func broken(_ parts: [String], width: Int) -> [String] {
    var lines: [String] = []
    for part in parts {
      if let last = lines.last, last.columns + 3 + part.columns <= width {
        lines[lines.count - 1] += " · " + part
      } else {
        lines.append("  " + part)
      }
    }
    return lines
  }
}
