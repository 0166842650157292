import Digests
import Testing
import Trials

@testable import Coordination

@Suite struct CheckpointBookTests {
  private static let journal = JournalIdentifier.random()
  private static let route = Route([1])
  private var book = CheckpointBook(newest: [:], byteLimit: 1_000)

  private static func offer(_ step: Int, seed: Int = 1, byteCount: Int = 3) -> CheckpointOffer {
    let trial = TrialSpecification(task: "toy", taskVersion: 1, settings: [:], seed: seed, data: []).identifier
    return CheckpointOffer(
      attempt: Attempt(journal: journal, trial: trial, number: 1), step: step,
      file: SHA256.hash([UInt8(step), UInt8(seed)]), byteCount: byteCount, build: SHA256.hash([9]))
  }

  private mutating func receive(
    _ message: TransferMessage, from route: Route = Self.route, isRun: Bool = true, now: Duration = .zero
  ) -> [CheckpointBook.Effect] {
    book.receive(message, from: route, isRun: { _ in isRun }, now: now)
    return book.takeEffects()
  }

  private func settled(_ offer: CheckpointOffer, _ route: Route = Self.route) -> CheckpointBook.Effect {
    .send(.settled(offer.attempt, offer.file), to: route)
  }

  /// Takes an offer up to the moment at which the disk is to store it.
  private mutating func load(_ offer: CheckpointOffer) {
    #expect(receive(.offer(offer)) == [.open(offer.file)])
    book.opened(offer.file, .ready(written: 0), now: .zero)
    #expect(book.takeEffects() == [.send(.request(offer.file, offset: 0), to: Self.route)])
    let chunk = FileChunk(file: offer.file, offset: 0, fileByteCount: 3, bytes: [1, 2, 3])
    #expect(receive(.chunk(chunk)) == [.append(chunk)])
    book.appended(offer.file, count: 3, now: .zero)
    #expect(book.takeEffects() == [.store(offer)])
  }

  private mutating func store(_ offer: CheckpointOffer) -> [CheckpointBook.Effect] {
    load(offer)
    book.stored(offer.file, failure: nil)
    return book.takeEffects()
  }

  @Test mutating func aCheckpointCountsAndIsAcknowledgedOnceItIsDurable() {
    let offer = Self.offer(1)
    load(offer)
    #expect(book.offer(for: offer.attempt) == nil)
    book.stored(offer.file, failure: nil)
    #expect(book.takeEffects() == [settled(offer)])
    let next = Attempt(journal: Self.journal, trial: offer.attempt.trial, number: 2)
    #expect(book.offer(for: next)?.attempt == next)
    #expect(book.offer(for: next)?.file == offer.file)
    #expect(receive(.offer(offer)) == [settled(offer)], "an offer that comes again is answered again")
  }

  @Test mutating func onlyTheNewestOfATrialIsKept() {
    #expect(store(Self.offer(1)) == [settled(Self.offer(1))])
    #expect(store(Self.offer(2)) == [.remove(Self.offer(1).file), settled(Self.offer(2))])
    #expect(book.newest.count == 1)
    #expect(book.byteCount == 3)
  }

  @Test mutating func withItsTrialACheckpointEndsAlsoOneThatIsOnItsWay() {
    _ = store(Self.offer(1))
    load(Self.offer(2))
    _ = receive(.offer(Self.offer(3)), from: Route([2]))
    book.end(Self.offer(1).attempt.trial)
    let trial = Self.offer(1).attempt.trial
    #expect(book.takeEffects() == [.forget(trial), .remove(Self.offer(1).file), .close(Self.offer(3).file)])
    book.stored(Self.offer(2).file, failure: nil)
    #expect(book.takeEffects() == [.forget(trial), .remove(Self.offer(2).file)])
    #expect(book.byteCount == 0)
  }

  @Test mutating func aCheckpointOfAnAttemptThatTheWorkerDoesNotRunIsNotTaken() {
    #expect(receive(.offer(Self.offer(1)), isRun: false) == [settled(Self.offer(1))])
  }

  @Test mutating func theLimitOfBytesHoldsForAllTogetherThoseOnTheirWayIncluded() {
    #expect(receive(.offer(Self.offer(1, byteCount: 600))) == [.open(Self.offer(1).file)])
    let other = Self.offer(1, seed: 2, byteCount: 401)
    let refusal = TransferNotice.notKept(other, reason: "all checkpoints together may have 1000 bytes")
    #expect(receive(.offer(other), from: Route([2])) == [.note(refusal), settled(other, Route([2]))])
    #expect(book.byteCount == 600)
  }

  @Test mutating func aConnectionBringsOneCheckpointAtATimeAndAllTogetherAFew() {
    #expect(receive(.offer(Self.offer(1))) == [.open(Self.offer(1).file)])
    #expect(receive(.offer(Self.offer(1, seed: 2))) == [], "it is offered again")
    for number in 2...CheckpointBook.incomingLimit {
      #expect(receive(.offer(Self.offer(1, seed: 10 + number)), from: Route([UInt8(number)])).count == 1)
    }
    #expect(receive(.offer(Self.offer(1, seed: 99)), from: Route([99])) == [])
  }

  @Test mutating func aChunkFromAnotherConnectionOrOfAnotherSizeIsNotTaken() {
    let offer = Self.offer(1)
    _ = receive(.offer(offer))
    book.opened(offer.file, .ready(written: 0), now: .zero)
    _ = book.takeEffects()
    let chunk = FileChunk(file: offer.file, offset: 0, fileByteCount: 3, bytes: [1, 2, 3])
    #expect(receive(.chunk(chunk), from: Route([2])) == [])
    let longer = FileChunk(file: offer.file, offset: 0, fileByteCount: 4, bytes: [1, 2, 3])
    #expect(receive(.chunk(longer)) == [])
    #expect(receive(.chunk(chunk)) == [.append(chunk)])
  }

  @Test mutating func aTransferOfWhichNothingComesIsAskedForAgainAndThenGivenUp() {
    let offer = Self.offer(1)
    _ = receive(.offer(offer))
    book.opened(offer.file, .ready(written: 0), now: .zero)
    _ = book.takeEffects()
    book.tick(now: Download.patience)
    #expect(book.takeEffects() == [.send(.request(offer.file, offset: 0), to: Self.route)])
    book.tick(now: CheckpointBook.patience)
    #expect(book.takeEffects() == [.close(offer.file)])
    #expect(receive(.offer(offer)) == [.open(offer.file)])
  }

  @Test mutating func aWorkerThatReconnectsGoesOnWithItsTransfer() {
    let offer = Self.offer(1)
    _ = receive(.offer(offer))
    book.opened(offer.file, .ready(written: 0), now: .zero)
    _ = book.takeEffects()
    #expect(receive(.offer(offer), from: Route([2])) == [])
    book.tick(now: Download.patience)
    #expect(book.takeEffects() == [.send(.request(offer.file, offset: 0), to: Route([2]))])
  }

  @Test mutating func aCheckpointThatTheDiskCannotStoreIsNamedAndTheFormerOneStays() {
    _ = store(Self.offer(1))
    load(Self.offer(2))
    book.stored(Self.offer(2).file, failure: "no room")
    #expect(
      book.takeEffects() == [
        .note(.notKept(Self.offer(2), reason: "no room")), .close(Self.offer(2).file), settled(Self.offer(2)),
      ])
    #expect(book.offer(for: Self.offer(2).attempt)?.file == Self.offer(1).file)
  }
}
