public import Digests
public import Trials

/// The coordinator's checkpoints: the newest durable one of every trial that is not over, and those being fetched.
///
/// A pure state machine. Its input is what workers send and what the disk reports; its output is effects. An offer that
/// cannot be taken now gets no answer; the worker repeats the offer.
public struct CheckpointBook {
  /// What the driver must do, in this order.
  public enum Effect: Sendable, Equatable {
    case send(TransferMessage, to: Route)
    /// Open a file for writing, then call `opened`.
    case open(Digest)
    /// Compare a chunk with its digest and write the chunk, then call `appended`.
    case append(FileChunk)
    /// Compare a whole file with its digest and make the file durable as its trial's checkpoint, then call `stored`.
    case store(CheckpointOffer)
    /// Stop writing the file; nobody needs the rest.
    case close(Digest)
    /// The trial no longer has a checkpoint.
    case forget(TrialIdentifier)
    /// Delete the file.
    case remove(Digest)
    /// Write to the log.
    case note(TransferNotice)
  }

  private struct Incoming {
    enum Stage {
      case opening
      case loading(Download)
      case storing(isOver: Bool)
    }

    let offer: CheckpointOffer
    var route: Route
    var stage = Stage.opening
  }

  /// The newest durable checkpoint of each trial.
  public private(set) var newest: [TrialIdentifier: CheckpointOffer]
  private let byteLimit: Int
  private var incoming: [Digest: Incoming] = [:]
  private var effects: [Effect] = []

  /// The most checkpoints that are fetched at once.
  static let incomingLimit = 16
  /// A checkpoint without progress for this long is no longer fetched.
  static let patience = Duration.seconds(15)

  /// Takes the checkpoints on the disk. All checkpoints together may have at most `byteLimit` bytes.
  public init(newest: [TrialIdentifier: CheckpointOffer], byteLimit: Int) {
    self.newest = newest
    self.byteLimit = byteLimit
  }

  /// The bytes of all checkpoints, including those being fetched.
  public var byteCount: Int {
    newest.values.reduce(0) { $0 + $1.byteCount } + incoming.values.reduce(0) { $0 + $1.offer.byteCount }
  }

  /// The checkpoint from which a new attempt may resume; nil if the trial has none.
  public func offer(for attempt: Attempt) -> CheckpointOffer? {
    var offer = newest[attempt.trial]
    offer?.attempt = attempt
    return offer
  }

  /// Whether `file` is a trial's newest checkpoint.
  public func holds(_ file: Digest) -> Bool { newest.values.contains { $0.file == file } }

  /// Takes a message of the worker at `route`. `isRun` says whether the worker runs an attempt now.
  public mutating func receive(
    _ message: TransferMessage, from route: Route, isRun: (Attempt) -> Bool, now: Duration
  ) {
    switch message {
    case .offer(let offer): consider(offer, from: route, isRun: isRun(offer.attempt))
    case .chunk(let chunk):
      guard let one = incoming[chunk.file], one.route == route, chunk.fileByteCount == one.offer.byteCount,
        case .loading(var download) = one.stage, download.take(chunk, now: now)
      else { return }
      incoming[chunk.file]?.stage = .loading(download)
      effects.append(.append(chunk))
    case .absent(let file):
      if incoming[file]?.route == route { giveUp(file) }
    case .request, .settled: break
    }
  }

  /// Takes the outcome of opening a file.
  public mutating func opened(_ file: Digest, _ opening: WorkerFetches.Opening, now: Duration) {
    guard let one = incoming[file] else { return effects.append(.close(file)) }
    switch opening {
    case .ready(let written): load(file, Download(written: written, byteCount: one.offer.byteCount, now: now))
    case .present: store(file)
    case .busy: giveUp(file)
    case .failed(let message): refuse(file, reason: message)
    }
  }

  /// Takes the outcome of writing a chunk: `count` bytes are on the disk, or nil if the chunk was refused.
  public mutating func appended(_ file: Digest, count: Int?, now: Duration) {
    guard case .loading(var download) = incoming[file]?.stage else { return }
    if let count { download.noteWritten(count, now: now) } else { download.noteRefused(now: now) }
    if download.isHopeless { return refuse(file, reason: "its chunks come damaged, or cannot be written") }
    load(file, download)
  }

  /// Takes the outcome of storing a whole file: `failure` says why the file is not durable; nil if it is.
  public mutating func stored(_ file: Digest, failure: String?) {
    guard let one = incoming[file] else { return }
    if let failure { return refuse(file, reason: failure) }
    incoming[file] = nil
    if case .storing(isOver: true) = one.stage {
      return effects += [.forget(one.offer.attempt.trial), .remove(file)]
    }
    let former = newest.updateValue(one.offer, forKey: one.offer.attempt.trial)
    if let former, former.file != file { effects.append(.remove(former.file)) }
    effects.append(.send(.settled(one.offer.attempt, file), to: one.route))
  }

  /// The trial is over. Its checkpoints are deleted.
  public mutating func end(_ trial: TrialIdentifier) {
    if let former = newest.removeValue(forKey: trial) { effects += [.forget(trial), .remove(former.file)] }
    for (file, one) in incoming.sorted(by: { $0.key < $1.key }) where one.offer.attempt.trial == trial {
      // A file that the disk is storing is deleted once it is stored.
      if case .storing = one.stage { incoming[file]?.stage = .storing(isOver: true) } else { giveUp(file) }
    }
  }

  /// Requests overdue chunks again, and stops fetching files without progress for `patience`.
  public mutating func tick(now: Duration) {
    for file in incoming.keys.sorted() {
      guard case .loading(var download) = incoming[file]?.stage, download.isOverdue(now: now) else { continue }
      guard now - download.lastProgress < Self.patience else {
        giveUp(file)
        continue
      }
      download.askAgain(now: now)
      load(file, download)
    }
  }

  /// Returns every effect since the last call.
  public mutating func takeEffects() -> [Effect] {
    defer { effects = [] }
    return effects
  }

  private mutating func consider(_ offer: CheckpointOffer, from route: Route, isRun: Bool) {
    if newest[offer.attempt.trial]?.file == offer.file || !isRun { return settle(offer, route) }
    if incoming[offer.file]?.offer == offer {
      incoming[offer.file]?.route = route
      return
    }
    let isBusy = incoming.count >= Self.incomingLimit || incoming.values.contains { $0.route == route }
    guard incoming[offer.file] == nil, !isBusy else { return }
    // The trial's former checkpoint stays until the new one is durable, so both count.
    guard byteCount + offer.byteCount <= byteLimit else {
      effects.append(.note(.notKept(offer, reason: "all checkpoints together may have \(byteLimit) bytes")))
      return settle(offer, route)
    }
    incoming[offer.file] = Incoming(offer: offer, route: route)
    effects.append(.open(offer.file))
  }

  private mutating func load(_ file: Digest, _ download: Download) {
    guard let route = incoming[file]?.route else { return }
    var download = download
    if download.isComplete { return store(file) }
    for offset in download.takeRequests() { effects.append(.send(.request(file, offset: offset), to: route)) }
    incoming[file]?.stage = .loading(download)
  }

  private mutating func store(_ file: Digest) {
    guard let offer = incoming[file]?.offer else { return }
    incoming[file]?.stage = .storing(isOver: false)
    effects.append(.store(offer))
  }

  private mutating func refuse(_ file: Digest, reason: String) {
    guard let one = incoming[file] else { return }
    effects.append(.note(.notKept(one.offer, reason: reason)))
    giveUp(file)
    settle(one.offer, one.route)
  }

  private mutating func giveUp(_ file: Digest) {
    incoming[file] = nil
    effects.append(.close(file))
  }

  private mutating func settle(_ offer: CheckpointOffer, _ route: Route) {
    effects.append(.send(.settled(offer.attempt, offer.file), to: route))
  }
}
