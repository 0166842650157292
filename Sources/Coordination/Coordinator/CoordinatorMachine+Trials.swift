import Digests
import Plans
import Trials

/// Handling the ends of leased trials.
extension CoordinatorMachine {
  /// Takes a result that `worker` presents and `computer` computed. Returns the answer to the worker.
  mutating func take(
    _ finished: FinishedAttempt, computedBy computer: WorkerIdentifier, from worker: WorkerIdentifier, now: Duration
  ) -> CoordinatorMessage {
    let attempt = finished.attempt
    guard let place = ledger.place(of: attempt.trial) else { return refuseUnknown(attempt, from: worker) }
    switch ledger.standing(of: attempt) {
    case .unknown:
      return refuseUnknown(attempt, from: worker)
    case .latest(holder: computer):
      do throws(RejectedResult) {
        let result = try verify(finished)
        if ledger.state(at: place) != .done {
          accept(result, at: place, computedBy: computer, now: now)
        } else if finished.digest != ledger.resultDigest(at: place) {
          keepAsEvidence(result, at: place, computedBy: computer)
        }
      } catch {
        effects.notices.append(.rejectedResult(label: label(place), worker: worker, error))
        if ledger.state(at: place) == .leased {
          end(place, cause: error.cause, message: "its result \(error.reason)", worker: computer, now: now)
        }
      }
    case .over(holder: computer) where isRacing(attempt, of: computer) && ledger.state(at: place) != .done:
      members[computer]?.superseded.remove(attempt)
      guard let result = try? verify(finished) else { break }
      endLaterCopy(at: place, now: now)
      accept(result, at: place, computedBy: computer, now: now)
    case .over(holder: computer):
      if let result = try? verify(finished) { keepAsEvidence(result, at: place, computedBy: computer) }
    case .latest, .over:
      effects.notices.append(.strangersResult(label: label(place), attempt: attempt, worker: worker))
      return .unknown(attempt)
    }
    return .acknowledged(attempt)
  }

  /// Takes the end of an attempt without a result. Returns the answer to the worker.
  mutating func takeEnd(
    of attempt: Attempt, cause: FailureCause, message: String, from worker: WorkerIdentifier, now: Duration
  ) -> CoordinatorMessage {
    let standing = ledger.standing(of: attempt)
    guard standing != .unknown, let place = ledger.place(of: attempt.trial) else {
      return refuseUnknown(attempt, from: worker)
    }
    endCopy(attempt, of: worker)
    if standing == .latest(holder: worker), ledger.state(at: place) == .leased {
      end(place, cause: cause, message: message, worker: worker, now: now)
    }
    return .acknowledged(attempt)
  }

  /// The most attempts by which a worker's memory may exceed the journal's. The limit keeps a faulty peer from using up
  /// attempt numbers.
  private static let furthestMemory = 1_000

  /// The worker remembers a later attempt of the trial than this journal, which was restored from an older state. The
  /// next attempt gets a number that the worker does not know yet.
  mutating func takeRefusal(of attempt: Attempt, concluded: Int, from worker: WorkerIdentifier, now: Duration) {
    guard ledger.standing(of: attempt) == .latest(holder: worker), let place = ledger.place(of: attempt.trial),
      ledger.state(at: place) == .leased,
      (attempt.number...attempt.number + Self.furthestMemory).contains(concluded)
    else { return }
    end(
      place, cause: .undelivered, message: "the worker has concluded attempt \(concluded) already", worker: worker,
      now: now)
    ledger.skipAttempts(place, to: concluded)
  }

  private mutating func refuseUnknown(_ attempt: Attempt, from worker: WorkerIdentifier) -> CoordinatorMessage {
    effects.notices.append(.unknownAttempt(attempt, worker: worker))
    return .unknown(attempt)
  }

  private mutating func accept(
    _ result: VerifiedResult, at place: TrialIndex, computedBy computer: WorkerIdentifier, now: Duration
  ) {
    members[computer]?.leases[place] = nil
    noteRoom(of: computer)
    let host = members[computer]?.host ?? ledger.host(at: place)
    hosts[host, default: HostReliability()].noteSuccess()
    ledger.accept(place, digest: result.finished.digest)
    durations.add(cell: plan[place].cell, host: host, seconds: result.finished.seconds)
    rate.note(now)
    if let outcome = result.outcome { means.add(outcome, of: plan[place].cell, metric: plan.metric.name) }
    effects.entries.append(.accepted(result, by: computer))
    endCopies(of: result.finished.attempt.trial)
  }

  /// An earlier copy of the trial at `place` has finished first. The worker with the later copy is told to stop.
  private mutating func endLaterCopy(at place: TrialIndex, now: Duration) {
    guard ledger.state(at: place) == .leased, let worker = ledger.holder(at: place) else { return }
    let attempt = ledger.attempt(at: place)
    end(place, cause: .superseded, message: "an earlier copy finished first", worker: worker, now: now)
    if let route = members[worker]?.route { send(.cancel(attempt), to: route) }
  }

  private mutating func keepAsEvidence(
    _ result: VerifiedResult, at place: TrialIndex, computedBy computer: WorkerIdentifier
  ) {
    let finished = result.finished
    // One result per attempt is evidence. A peer that repeats itself with other bytes must not fill the journal.
    guard evidence.insert(finished.attempt).inserted else { return }
    let agrees = ledger.resultDigest(at: place).map { $0 == finished.digest }
    effects.entries.append(.duplicate(result, by: computer, agrees: agrees))
    if agrees == false {
      disagreements += 1
      effects.notices.append(.disagreement(label: label(place), attempt: finished.attempt, worker: computer))
    } else {
      effects.notices.append(.duplicate(label: label(place), attempt: finished.attempt, worker: computer))
    }
  }

  /// Records the end of the current attempt of the trial at `place`, which then waits again or is given up.
  mutating func end(_ place: TrialIndex, cause: FailureCause, message: String, worker: WorkerIdentifier, now: Duration)
  {
    let attempt = ledger.attempt(at: place)
    let leasedAt = members[worker]?.leases.removeValue(forKey: place)?.leasedAt ?? now
    noteRoom(of: worker)
    let isCharged = charge(place, cause: cause, message: message, leasedAt: leasedAt, now: now)
    ledger.end(place, cause: cause)
    effects.entries.append(.ended(attempt, cause: cause, message: message, isCharged: isCharged))
    let failure = FailureSnapshot(
      attempt: attempt, label: label(place), worker: worker, cause: cause, message: message)
    effects.notices.append(.attemptEnded(failure))
    if !cause.isNobodysFailure { lastFailures = Array(([failure] + lastFailures).prefix(5)) }
    if isCharged, let budget = plan.limits.budget(for: cause),
      ledger.charges(at: place).useUp(budget, for: cause, hostsInFleet: soundHosts.count)
    {
      giveUp(place, message: message)
    }
  }

  /// Records a failure of the trial's host. Returns whether the failure counts against the trial's budget.
  ///
  /// A lost attempt counts only when a later attempt is leased.
  private mutating func charge(
    _ place: TrialIndex, cause: FailureCause, message: String, leasedAt: Duration, now: Duration
  ) -> Bool {
    let host = ledger.host(at: place)
    hosts[host]?.noteProbeEnded()
    let reliability = hosts[host] ?? HostReliability()
    switch cause {
    case .workerLost: return true
    case .reclaimed, .superseded: return false
    case .drained, .preempted, .undelivered, .damaged:
      if cause.isNobodysFailure, now - leasedAt >= CoordinatorConfiguration.quickReturn { return false }
      noteFailure(
        on: host, leasedAt: leasedAt, now: now, message: message,
        longestPause: cause.isNobodysFailure ? HostReliability.longestPauseOfReturns : HostReliability.longestPause)
      return false
    case .crashed, .failed, .outOfMemory, .stalled:
      let wasTrialsFault = ledger.failures(place, on: host)?.isTrialsFault ?? false
      ledger.noteFailure(place, cause: cause, on: host, reliability, message: message)
      // A trial that is known to fail says nothing about the host.
      if !wasTrialsFault { noteFailure(on: host, leasedAt: leasedAt, now: now, message: message) }
      guard ledger.failures(place, on: host)?.isTrialsFault == true else { return false }
      ledger.charge(place, cause: cause, host: host)
      return true
    }
  }

  private mutating func noteFailure(
    on host: String, leasedAt: Duration, now: Duration, message: String,
    longestPause: Duration = HostReliability.longestPause
  ) {
    // If the host is alone, no other host can take its trials, so its pauses are short.
    let isAlone = presentHosts.subtracting([host]).isEmpty
    let pause = hosts[host, default: HostReliability()].noteFailure(
      leasedAt: leasedAt, now: now, message: message,
      longestPause: isAlone ? min(longestPause, HostReliability.longestPauseAlone) : longestPause)
    guard let pause, let streak = hosts[host]?.streak, streak > 1 else { return }
    effects.notices.append(.hostSetAside(host: host, failures: streak, pause: pause, message: message))
  }

  /// Gives up a waiting trial.
  mutating func giveUp(_ place: TrialIndex, message: String) {
    ledger.giveUp(place)
    effects.entries.append(.gaveUp(plan[place].identifier, message: message))
    effects.notices.append(.gaveUp(label: label(place), message: message))
  }

  /// Ends a sweep on which nothing succeeds. No trial is leased, and the last attempt on every present host failed.
  /// Moreover, every present host has failed `hopelessStreak` times in a row, or every waiting trial has used up a
  /// budget on every present host. The waiting trials that have failed are given up.
  mutating func stopWhereHopeless(now: Duration) {
    guard isServing, counts.leased == 0, counts.waiting > 0 else { return }
    let present = presentHosts
    let reliabilities = present.map { hosts[$0] ?? HostReliability() }
    guard !present.isEmpty, reliabilities.allSatisfy({ $0.streak > 0 }) else { return }
    let waiting = ledger.waitingPlaces
    guard
      reliabilities.allSatisfy({ $0.streak >= HostReliability.hopelessStreak })
        || waiting.allSatisfy({ place in
          present.allSatisfy { ledger.failures(place, on: $0)?.useUp(plan.limits) ?? false }
        })
    else { return }
    for place in waiting { if let message = ledger.lastFailure(place) { giveUp(place, message: message) } }
    stop(.hopeless)
  }
}
