public import Digests

/// The checkpoints that a worker offers to its coordinator: of every slot the newest, and the one on its way. Pure: reports of
/// the slots and words of the coordinator in, effects out.
///
/// A checkpoint that the coordinator has begun to fetch is not replaced by a newer one: otherwise a slow link would never
/// bring one to its end.
public struct WorkerUploads {
  /// What is to be done, in this order.
  public enum Effect: Sendable, Equatable {
    case send(TransferMessage)
    /// The chunk of a checkpoint at `offset` is to be read and sent.
    case read(Digest, offset: Int)
    /// The checkpoint's file is not needed any more.
    case remove(Digest)
  }

  private struct Upload {
    let offer: CheckpointOffer
    var lastWord: Duration
    var isBeingFetched = false
  }

  private var current: [Int: Upload] = [:]
  private var next: [Int: CheckpointOffer] = [:]
  private var effects: [Effect] = []

  /// No uploads.
  public init() {}

  /// The slot wrote a checkpoint.
  public mutating func add(_ offer: CheckpointOffer, of slot: Int, now: Duration) {
    if current[slot]?.isBeingFetched == true {
      if let former = next[slot], former.file != offer.file { effects.append(.remove(former.file)) }
      next[slot] = offer
    } else {
      if let former = current[slot]?.offer, former.file != offer.file { effects.append(.remove(former.file)) }
      present(offer, of: slot, now: now)
    }
  }

  /// The slot's attempt is over: nobody goes on from its checkpoints.
  public mutating func end(_ slot: Int) {
    let files = [current.removeValue(forKey: slot)?.offer.file, next.removeValue(forKey: slot)?.file]
    effects += Set(files.compactMap(\.self)).sorted().map { .remove($0) }
  }

  /// Takes what the coordinator says of checkpoints.
  public mutating func receive(_ message: TransferMessage, now: Duration) {
    switch message {
    case .request(let file, let offset):
      guard let slot = current.first(where: { $0.value.offer.file == file })?.key else {
        return effects.append(.send(.absent(file)))
      }
      current[slot]?.isBeingFetched = true
      current[slot]?.lastWord = now
      effects.append(.read(file, offset: offset))
    case .settled(let attempt, let file):
      guard
        let slot = current.first(where: { $0.value.offer.file == file && $0.value.offer.attempt == attempt })?.key
      else { return }
      current[slot] = nil
      let newer = next.removeValue(forKey: slot)
      if newer?.file != file { effects.append(.remove(file)) }
      if let newer { present(newer, of: slot, now: now) }
      presentWaiting(besides: slot, now: now)
    case .chunk, .absent, .offer: break
    }
  }

  /// Offers again what was not answered.
  public mutating func tick(now: Duration) {
    for slot in current.keys.sorted() {
      guard let upload = current[slot], now - upload.lastWord >= Download.patience else { continue }
      // The coordinator may have forgotten what it began: a newer checkpoint takes the place.
      if let newer = next.removeValue(forKey: slot) {
        if newer.file != upload.offer.file { effects.append(.remove(upload.offer.file)) }
        present(newer, of: slot, now: now)
      } else {
        present(upload.offer, of: slot, now: now)
      }
    }
  }

  /// Whether the coordinator has everything that was offered to it.
  public var isSettled: Bool { current.isEmpty }

  /// Hands over everything to be done since the last call.
  public mutating func takeEffects() -> [Effect] {
    defer { effects = [] }
    return effects
  }

  /// The coordinator fetches one checkpoint of a worker at a time: the one that has waited longest comes next.
  private mutating func presentWaiting(besides slot: Int, now: Duration) {
    let waiting = current.filter { $0.key != slot && !$0.value.isBeingFetched }
    guard let (slot, upload) = waiting.min(by: { ($0.value.lastWord, $0.key) < ($1.value.lastWord, $1.key) }) else {
      return
    }
    present(upload.offer, of: slot, now: now)
  }

  private mutating func present(_ offer: CheckpointOffer, of slot: Int, now: Duration) {
    current[slot] = Upload(offer: offer, lastWord: now)
    effects.append(.send(.offer(offer)))
  }
}
