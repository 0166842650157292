import Digests
import Testing
import Trials

@testable import Coordination

@Suite struct WorkerUploadsTests {
  private static let journal = JournalIdentifier.random()
  private var uploads = WorkerUploads()

  private func offer(_ step: Int) -> CheckpointOffer {
    let trial = TrialSpecification(task: "toy", taskVersion: 1, settings: [:], seed: 1, data: []).identifier
    return CheckpointOffer(
      attempt: Attempt(journal: Self.journal, trial: trial, number: 1), step: step,
      file: SHA256.hash([UInt8(step)]), byteCount: 10, build: SHA256.hash([9]))
  }

  @Test mutating func aCheckpointIsOfferedServedAndRemovedOnceTheCoordinatorHasIt() {
    uploads.add(offer(1), of: 0, now: .zero)
    #expect(uploads.takeEffects() == [.send(.offer(offer(1)))])
    #expect(!uploads.isSettled)
    uploads.receive(.request(offer(1).file, offset: 3), now: .zero)
    #expect(uploads.takeEffects() == [.read(offer(1).file, offset: 3)])
    uploads.receive(.settled(offer(1).attempt, offer(1).file), now: .zero)
    #expect(uploads.takeEffects() == [.remove(offer(1).file)])
    #expect(uploads.isSettled)
  }

  @Test mutating func anOfferWithoutAnswerIsRepeatedAndANewerOneTakesItsPlace() {
    uploads.add(offer(1), of: 0, now: .zero)
    _ = uploads.takeEffects()
    uploads.tick(now: Download.patience / 2)
    #expect(uploads.takeEffects() == [])
    uploads.tick(now: Download.patience)
    #expect(uploads.takeEffects() == [.send(.offer(offer(1)))])
    uploads.add(offer(2), of: 0, now: Download.patience)
    #expect(uploads.takeEffects() == [.remove(offer(1).file), .send(.offer(offer(2)))])
  }

  @Test mutating func aCheckpointThatIsBeingFetchedIsNotReplacedAndTheNewestFollowsIt() {
    uploads.add(offer(1), of: 0, now: .zero)
    uploads.receive(.request(offer(1).file, offset: 0), now: .zero)
    _ = uploads.takeEffects()
    uploads.add(offer(2), of: 0, now: .zero)
    uploads.add(offer(3), of: 0, now: .zero)
    #expect(uploads.takeEffects() == [.remove(offer(2).file)])
    uploads.receive(.request(offer(1).file, offset: 5), now: .zero)
    #expect(uploads.takeEffects() == [.read(offer(1).file, offset: 5)])
    uploads.receive(.settled(offer(1).attempt, offer(1).file), now: .zero)
    #expect(uploads.takeEffects() == [.remove(offer(1).file), .send(.offer(offer(3)))])
  }

  @Test mutating func checkpointsOfSeveralSlotsFollowEachOtherWithoutAPause() {
    for slot in 0..<3 { uploads.add(offer(slot + 1), of: slot, now: .zero) }
    uploads.receive(.request(offer(1).file, offset: 0), now: .zero)
    _ = uploads.takeEffects()
    uploads.receive(.settled(offer(1).attempt, offer(1).file), now: .zero)
    #expect(uploads.takeEffects() == [.remove(offer(1).file), .send(.offer(offer(2)))])
    uploads.receive(.settled(offer(2).attempt, offer(2).file), now: .zero)
    #expect(uploads.takeEffects() == [.remove(offer(2).file), .send(.offer(offer(3)))])
  }

  @Test mutating func withItsAttemptACheckpointEndsAndIsServedToNobody() {
    uploads.add(offer(1), of: 0, now: .zero)
    _ = uploads.takeEffects()
    uploads.end(0)
    #expect(uploads.takeEffects() == [.remove(offer(1).file)])
    uploads.receive(.request(offer(1).file, offset: 0), now: .zero)
    #expect(uploads.takeEffects() == [.send(.absent(offer(1).file))])
    #expect(uploads.isSettled)
  }
}
