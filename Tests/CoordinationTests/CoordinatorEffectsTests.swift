import Plans
import Testing
import Trials

@testable import Coordination

@Suite("Durable before acknowledged")
struct CoordinatorEffectsTests {
  private final class Log: Journal {
    var identifier: JournalIdentifier { toyJournal }
    var steps: [String] = []
    var isFull = false

    struct Full: Error {}

    func append(_ entries: [JournalEntry]) throws {
      if isFull { throw Full() }
      steps.append("\(entries.count) durable")
    }

    func extend(to plan: Plan) -> [TrialIdentifier: TrialRecord] { [:] }
  }

  private func effects() -> CoordinatorEffects {
    var machine = toyMachine(toyPlan(cells: 1, seeds: 1))
    machine.receive(toyHello("a"), from: Route([1]), now: .zero)
    return machine.takeEffects(now: .zero)
  }

  @Test("All entries are durable before the first message is sent")
  func order() throws {
    let log = Log()
    try effects().carryOut(in: log) { _, _ in log.steps.append("sent") }
    #expect(log.steps == ["2 durable", "sent", "sent"])
  }

  @Test("Where the journal fails, nothing is sent")
  func failure() {
    let log = Log()
    log.isFull = true
    #expect(throws: Log.Full.self) { try effects().carryOut(in: log) { _, _ in log.steps.append("sent") } }
    #expect(log.steps.isEmpty)
  }
}
