import Digests
import Plans
import Testing
import Trials

@testable import Coordination

@Suite("A result on its way through the coordinator")
struct VerifiedResultTests {
  private let plan = toyPlan(cells: 2, seeds: 1)
  private let route = Route([1])

  private var attempt: Attempt { Attempt(journal: toyJournal, trial: plan.trials[0].identifier, number: 1) }

  @Test("A result is hashed and decoded once: when it is accepted, when it comes again, and when it comes too late")
  func once() throws {
    var machine = toyMachine(plan)
    let verify = machine.verify
    var verifications = 0
    machine.verify = { finished throws(RejectedResult) in
      verifications += 1
      return try verify(finished)
    }
    machine.receive(toyHello("a"), from: route, now: .zero)
    _ = machine.takeEffects(now: .zero)
    let finished = FinishedAttempt(attempt, try toyResult(of: attempt.trial), seconds: 60)
    machine.receive(.result(finished), from: route, now: .zero)
    #expect(verifications == 1)
    let accepted = machine.takeEffects(now: .zero).entries.compactMap { entry in
      if case .accepted(let result, _) = entry { result } else { nil }
    }
    #expect(accepted.map(\.finished) == [finished])
    machine.receive(.result(finished), from: route, now: .zero)
    #expect(verifications == 2)
    let other = FinishedAttempt(attempt, try toyResult(of: attempt.trial, shift: 1), seconds: 60)
    machine.receive(.result(other), from: route, now: .zero)
    #expect(verifications == 3 && machine.disagreements == 1)
  }

  @Test("A result of an attempt that was never leased, or of another worker's, is not even looked at")
  func strangers() throws {
    var machine = toyMachine(plan)
    machine.verify = { _ throws(RejectedResult) in
      Issue.record("a stranger's result was verified")
      throw RejectedResult(cause: .failed, reason: "is a stranger's")
    }
    machine.receive(toyHello("a"), from: route, now: .zero)
    machine.receive(toyHello("b"), from: Route([2]), now: .zero)
    _ = machine.takeEffects(now: .zero)
    let finished = FinishedAttempt(attempt, try toyResult(of: attempt.trial))
    machine.receive(.result(finished), from: Route([2]), now: .zero)
    let later = Attempt(journal: toyJournal, trial: attempt.trial, number: 9)
    machine.receive(.result(FinishedAttempt(later, finished.result)), from: route, now: .zero)
    #expect(machine.counts.done == 0)
  }

  @Test("What is damaged, unreadable or about another task's metrics is rejected with its cause")
  func rejections() throws {
    func rejection(of result: [UInt8], digest: Digest? = nil) -> RejectedResult? {
      let finished = FinishedAttempt(
        attempt: attempt, result: result, digest: digest ?? SHA256.hash(result), seconds: 1)
      do throws(RejectedResult) {
        _ = try VerifiedResult(verifying: finished, metrics: ["value"])
        return nil
      } catch {
        return error
      }
    }
    let whole = try toyResult(of: attempt.trial)
    #expect(rejection(of: whole) == nil)
    #expect(rejection(of: whole, digest: SHA256.hash([1]))?.cause == .damaged)
    #expect(rejection(of: Array("{}".utf8)) == RejectedResult(cause: .failed, reason: "could not be read"))
    let foreign = try TrialResult(.finished(["value": 1, "score": 2])).encoded()
    #expect(rejection(of: foreign)?.reason == "has a metric that the task does not have: score")
  }
}
