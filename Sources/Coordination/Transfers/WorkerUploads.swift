public import Digests

/// The checkpoints that a worker offers to its coordinator: for each slot the one on offer and the next one. A pure
/// state machine.
///
/// A checkpoint that the coordinator has begun to fetch is not replaced by a newer one. Otherwise no checkpoint would
/// ever arrive whole over a slow link.
public struct WorkerUploads {
  /// What the driver must do, in this order.
  public enum Effect: Sendable, Equatable {
    case send(TransferMessage)
    /// Read the chunk of a checkpoint at `offset` and send it.
    case read(Digest, offset: Int)
    /// Delete the checkpoint's file.
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

  public init() {}

  /// The slot has written a checkpoint.
  public mutating func add(_ offer: CheckpointOffer, of slot: Int, now: Duration) {
    if current[slot]?.isBeingFetched == true {
      if let former = next[slot], former.file != offer.file { effects.append(.remove(former.file)) }
      next[slot] = offer
    } else {
      if let former = current[slot]?.offer, former.file != offer.file { effects.append(.remove(former.file)) }
      present(offer, of: slot, now: now)
    }
  }

  /// The slot's attempt is over. Its checkpoints are deleted.
  public mutating func end(_ slot: Int) {
    let files = [current.removeValue(forKey: slot)?.offer.file, next.removeValue(forKey: slot)?.file]
    effects += Set(files.compactMap(\.self)).sorted().map { .remove($0) }
  }

  /// Takes a message of the coordinator about checkpoints.
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

  /// Repeats the offers that were not answered.
  public mutating func tick(now: Duration) {
    for slot in current.keys.sorted() {
      guard let upload = current[slot], now - upload.lastWord >= Download.patience else { continue }
      // The coordinator may have forgotten the fetch, so a newer checkpoint may replace this one.
      if let newer = next.removeValue(forKey: slot) {
        if newer.file != upload.offer.file { effects.append(.remove(upload.offer.file)) }
        present(newer, of: slot, now: now)
      } else {
        present(upload.offer, of: slot, now: now)
      }
    }
  }

  /// Whether the coordinator has settled every offer.
  public var isSettled: Bool { current.isEmpty }

  /// Returns every effect since the last call.
  public mutating func takeEffects() -> [Effect] {
    defer { effects = [] }
    return effects
  }

  /// Repeats the offer that has waited longest, because the coordinator fetches one checkpoint of a worker at a time.
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
