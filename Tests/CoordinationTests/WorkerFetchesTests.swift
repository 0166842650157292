import Digests
import Testing
import Trials

@testable import Coordination

@Suite struct WorkerFetchesTests {
  private static let build = SHA256.hash([9])
  private static let data = DataReference(name: "data", sha256: SHA256.hash([1]))
  private static let state = SHA256.hash([2])
  private let specification = TrialSpecification(
    task: "toy", taskVersion: 1, settings: [:], seed: 1, data: [Self.data])
  private var attempt: Attempt { Attempt(journal: journal, trial: specification.identifier, number: 2) }
  private let journal = JournalIdentifier.random()
  private var fetches = WorkerFetches(build: Self.build)

  private func offer(build: Digest = Self.build) -> CheckpointOffer {
    CheckpointOffer(attempt: attempt, step: 7, file: Self.state, byteCount: 3, build: build)
  }

  private func chunk(of file: Digest) -> TransferMessage {
    .chunk(FileChunk(file: file, offset: 0, fileByteCount: 3, bytes: [1, 2, 3]))
  }

  private func run(slot: Int = 0, checkpoint: Digest? = nil) -> WorkerFetches.Effect {
    .run(slot: slot, attempt, specification, checkpoint: checkpoint)
  }

  /// Brings a file whose transfer the fetches have just begun.
  private mutating func bring(_ file: Digest, isIntact: Bool = true) {
    fetches.opened(file, .ready(written: 0), now: .zero)
    #expect(fetches.takeEffects() == [.send(.request(file, offset: 0))])
    fetches.receive(chunk(of: file), now: .zero)
    guard case .append(let chunk)? = fetches.takeEffects().first else {
      return #expect(Bool(false), "nothing to write")
    }
    fetches.appended(file, count: chunk.bytes.count, now: .zero)
    #expect(fetches.takeEffects() == [.finish(file)])
    fetches.finished(file, isIntact: isIntact, now: .zero)
  }

  @Test mutating func aTrialWithoutDataAndWithoutAStateRunsAtOnce() {
    let plain = TrialSpecification(task: "toy", taskVersion: 1, settings: [:], seed: 1, data: [])
    fetches.begin(0, attempt, plain)
    #expect(fetches.takeEffects() == [.run(slot: 0, attempt, plain, checkpoint: nil)])
  }

  @Test mutating func anAttemptThatIsOverBeforeItsOrderToRunWasCarriedOutDoesNotRunInTheNextOnesSlot() {
    let former = TrialSpecification(task: "toy", taskVersion: 1, settings: [:], seed: 1, data: [])
    let next = TrialSpecification(task: "toy", taskVersion: 1, settings: [:], seed: 2, data: [])
    fetches.begin(0, attempt, former)
    fetches.begin(1, attempt, former)
    fetches.cancel(0)
    let later = Attempt(journal: journal, trial: next.identifier, number: 1)
    fetches.begin(0, later, next)
    #expect(
      fetches.takeEffects() == [
        .run(slot: 1, attempt, former, checkpoint: nil), .run(slot: 0, later, next, checkpoint: nil),
      ])
  }

  @Test mutating func anInspectionForAnEarlierAttemptIsNotTakenForTheNextOnesInTheSameSlot() {
    fetches.begin(0, attempt, specification)
    fetches.cancel(0)
    let later = Attempt(journal: journal, trial: specification.identifier, number: 3)
    fetches.begin(0, later, specification)
    #expect(fetches.takeEffects() == [.inspect(slot: 0, attempt, [Self.data]), .inspect(slot: 0, later, [Self.data])])
    fetches.inspected(0, attempt, missing: [])
    #expect(fetches.takeEffects().isEmpty)
    fetches.inspected(0, later, missing: [])
    #expect(fetches.takeEffects() == [.run(slot: 0, later, specification, checkpoint: nil)])
  }

  @Test mutating func aTrialRunsOnceItsDataAndItsStateAreThereEachFileIsAskedForOnce() {
    fetches.receive(.offer(offer()), now: .zero)
    fetches.begin(0, attempt, specification)
    #expect(fetches.takeEffects() == [.inspect(slot: 0, attempt, [Self.data])])
    fetches.inspected(0, attempt, missing: [Self.data.sha256])
    #expect(fetches.takeEffects() == [.open(Self.data.sha256, .data), .open(Self.state, .checkpoints)])
    bring(Self.state)
    #expect(fetches.takeEffects() == [])
    bring(Self.data.sha256)
    #expect(fetches.takeEffects() == [.inspect(slot: 0, attempt, [Self.data])])
    fetches.inspected(0, attempt, missing: [])
    #expect(fetches.takeEffects() == [run(checkpoint: Self.state)])
  }

  @Test mutating func whatAListNamesIsFetchedAfterTheList() {
    let member = SHA256.hash([3])
    fetches.begin(0, attempt, specification)
    _ = fetches.takeEffects()
    fetches.inspected(0, attempt, missing: [Self.data.sha256])
    _ = fetches.takeEffects()
    bring(Self.data.sha256)
    _ = fetches.takeEffects()
    fetches.inspected(0, attempt, missing: [member])
    #expect(fetches.takeEffects() == [.open(member, .data)])
    bring(member)
    _ = fetches.takeEffects()
    fetches.inspected(0, attempt, missing: [])
    #expect(fetches.takeEffects() == [run()])
  }

  @Test mutating func aFileThatTwoSlotsNeedComesOnce() {
    for slot in 0...1 {
      fetches.begin(slot, attempt, specification)
      fetches.inspected(slot, attempt, missing: [Self.data.sha256])
    }
    #expect(fetches.takeEffects().filter { $0 == .open(Self.data.sha256, .data) }.count == 1)
    bring(Self.data.sha256)
    #expect(
      fetches.takeEffects() == [.inspect(slot: 0, attempt, [Self.data]), .inspect(slot: 1, attempt, [Self.data])])
  }

  @Test mutating func aFileThatAnotherProcessBringsIsLookedForAgainUntilItIsThere() {
    fetches.begin(0, attempt, specification)
    fetches.inspected(0, attempt, missing: [Self.data.sha256])
    _ = fetches.takeEffects()
    fetches.opened(Self.data.sha256, .busy, now: .zero)
    fetches.tick(now: .zero)
    #expect(fetches.takeEffects() == [])
    fetches.tick(now: WorkerFetches.lookInterval)
    #expect(fetches.takeEffects() == [.open(Self.data.sha256, .data)])
    fetches.opened(Self.data.sha256, .present, now: .zero)
    #expect(fetches.takeEffects() == [.inspect(slot: 0, attempt, [Self.data])])
  }

  @Test mutating func aChunkThatIsRefusedIsAskedForAgain() {
    fetches.begin(0, attempt, specification)
    fetches.inspected(0, attempt, missing: [Self.data.sha256])
    fetches.opened(Self.data.sha256, .ready(written: 0), now: .zero)
    fetches.receive(chunk(of: Self.data.sha256), now: .zero)
    _ = fetches.takeEffects()
    fetches.appended(Self.data.sha256, count: nil, now: .zero)
    #expect(fetches.takeEffects() == [.send(.request(Self.data.sha256, offset: 0))])
  }

  @Test mutating func dataThatComeDamagedAreAskedForAgainAndAtLastTheSlotSaysWhatItLacks() {
    fetches.begin(0, attempt, specification)
    fetches.inspected(0, attempt, missing: [Self.data.sha256])
    _ = fetches.takeEffects()
    let damaged = WorkerFetches.Effect.note(.damaged(Self.data.sha256, .data))
    fetches.opened(Self.data.sha256, .ready(written: 3), now: .zero)
    for round in 1...WorkerFetches.failureLimit {
      _ = fetches.takeEffects()
      fetches.finished(Self.data.sha256, isIntact: false, now: .zero)
      let last = round == WorkerFetches.failureLimit
      #expect(fetches.takeEffects() == [damaged, last ? run() : .send(.request(Self.data.sha256, offset: 0))])
    }
  }

  @Test mutating func aStateThatIsDamagedOrGoneOrOfAnotherBuildIsNotUsedAndTheTrialStartsAtItsBeginning() {
    let plain = TrialSpecification(task: "toy", taskVersion: 1, settings: [:], seed: 1, data: [])
    fetches.receive(.offer(offer(build: SHA256.hash([8]))), now: .zero)
    fetches.begin(0, attempt, plain)
    #expect(
      fetches.takeEffects() == [
        .note(.otherBuild(offer(build: SHA256.hash([8])))), .run(slot: 0, attempt, plain, checkpoint: nil),
      ])

    fetches.receive(.offer(offer()), now: .zero)
    fetches.begin(0, attempt, plain)
    #expect(fetches.takeEffects() == [.open(Self.state, .checkpoints)])
    bring(Self.state, isIntact: false)
    #expect(
      fetches.takeEffects() == [
        .note(.damaged(Self.state, .checkpoints)), .run(slot: 0, attempt, plain, checkpoint: nil),
      ])

    fetches.receive(.offer(offer()), now: .zero)
    fetches.begin(0, attempt, plain)
    fetches.opened(Self.state, .ready(written: 0), now: .zero)
    _ = fetches.takeEffects()
    fetches.receive(.absent(Self.state), now: .zero)
    #expect(
      fetches.takeEffects() == [
        .note(.absent(Self.state, .checkpoints)), .close(Self.state), .run(slot: 0, attempt, plain, checkpoint: nil),
      ])
  }

  @Test mutating func aCancelledTrialNeverRunsAndItsFileIsLetGoUnlessAnotherNeedsIt() {
    for slot in 0...1 {
      fetches.begin(slot, attempt, specification)
      fetches.inspected(slot, attempt, missing: [Self.data.sha256])
    }
    _ = fetches.takeEffects()
    fetches.cancel(0)
    #expect(fetches.takeEffects() == [])
    fetches.cancel(1)
    #expect(fetches.takeEffects() == [.close(Self.data.sha256)])
    fetches.opened(Self.data.sha256, .ready(written: 0), now: .zero)
    #expect(fetches.takeEffects() == [.close(Self.data.sha256)], "what the disk opened meanwhile is let go too")
  }
}
