public import Digests
public import Trials

/// What a worker brings to its host before a trial starts: the data files that the trial reads, and the state that it goes on
/// from. Pure: what the disk and the coordinator say in, effects out.
///
/// A file that two slots need comes once. A file that the coordinator does not have, or that does not come whole, holds no
/// trial up: without its data the slot says what the host lacks, and without its state the trial starts at its beginning.
public struct WorkerFetches {
  /// Where a file is kept.
  public enum Place: Sendable, Equatable {
    /// Data, for every process of the host and for later.
    case data
    /// The state of one trial, for this worker.
    case checkpoints
  }

  /// What is to be done, in this order.
  public enum Effect: Sendable, Equatable {
    case send(TransferMessage)
    /// The files that the host lacks of these data are to be looked up; `inspected` is called.
    case inspect(slot: Int, [DataReference])
    /// A file is to be opened for writing; `opened` is called.
    case open(Digest, Place)
    /// A chunk is to be compared with its digest and written; `appended` is called.
    case append(FileChunk)
    /// A whole file is to be compared with its digest; `finished` is called.
    case finish(Digest)
    /// Nobody needs the rest of the file now.
    case close(Digest)
    /// The slot is to run its trial, from the state in the file `checkpoint` where there is one.
    case run(slot: Int, TrialSpecification, checkpoint: Digest?)
    /// To be logged.
    case note(TransferNotice)
  }

  /// A trial that waits for its files.
  private struct Start {
    let attempt: Attempt
    let specification: TrialSpecification
    var checkpoint: CheckpointOffer?
    /// The files that are on their way.
    var waiting: Set<Digest> = []
    /// The files that were asked for, come or not.
    var tried: Set<Digest> = []
    /// Whether a data file came since the host was looked at last: a list of files names more of them.
    var hasNews = false
    var lacksData = false
  }

  /// A file on its way.
  private struct Incoming {
    enum Stage {
      case opening
      /// Another process of this host brings the file.
      case elsewhere(lookAgain: Duration)
      case loading(Download)
      case finishing
    }

    let place: Place
    var stage = Stage.opening
    var failures = 0
  }

  private let build: Digest
  private var announced: [Attempt: CheckpointOffer] = [:]
  private var starts: [Int: Start] = [:]
  private var incoming: [Digest: Incoming] = [:]
  private var effects: [Effect] = []

  /// How often is looked whether another process has brought a file.
  static let lookInterval = Duration.milliseconds(200)
  /// A file that came damaged this often is not asked for again.
  static let failureLimit = 3
  /// The most states that a coordinator may announce before it leases their trials.
  static let announcementLimit = 4096

  /// The fetches of a worker whose executable has the digest `build`.
  public init(build: Digest) { self.build = build }

  /// The state that an attempt may go on from; one of another build is not used.
  public mutating func announce(_ offer: CheckpointOffer) {
    guard offer.build == build else { return effects.append(.note(.otherBuild(offer))) }
    if announced.count >= Self.announcementLimit { announced = [:] }
    announced[offer.attempt] = offer
  }

  /// The slot is to run the attempt once everything is there that the attempt needs.
  public mutating func begin(_ slot: Int, _ attempt: Attempt, _ specification: TrialSpecification) {
    starts[slot] = Start(
      attempt: attempt, specification: specification, checkpoint: announced.removeValue(forKey: attempt))
    look(slot)
  }

  /// The slot's attempt is over before it began.
  public mutating func cancel(_ slot: Int) {
    guard let start = starts.removeValue(forKey: slot) else { return }
    for file in start.waiting.sorted() where !starts.values.contains(where: { $0.waiting.contains(file) }) {
      if incoming.removeValue(forKey: file) != nil { effects.append(.close(file)) }
    }
  }

  /// The host lacks the files `missing` for the slot's trial.
  public mutating func inspected(_ slot: Int, missing: [Digest]) {
    guard var start = starts[slot] else { return }
    // A file that was tried and is still missing will not come: the slot's process says what it misses.
    var wanted = start.lacksData ? [] : missing.filter { !start.tried.contains($0) }.map { ($0, Place.data) }
    if let checkpoint = start.checkpoint, !start.tried.contains(checkpoint.file) {
      wanted.append((checkpoint.file, .checkpoints))
    }
    start.hasNews = false
    start.waiting = Set(wanted.map(\.0))
    start.tried.formUnion(start.waiting)
    starts[slot] = start
    for (file, place) in wanted where incoming[file] == nil {
      incoming[file] = Incoming(place: place)
      effects.append(.open(file, place))
    }
    runWhereReady(slot)
  }

  /// What came of the wish to write a file; `written` bytes of it are there where this worker may write it.
  public mutating func opened(_ file: Digest, _ opening: Opening, now: Duration) {
    guard incoming[file] != nil else { return effects.append(.close(file)) }
    switch opening {
    case .present: resolve(file, isThere: true)
    case .busy: incoming[file]?.stage = .elsewhere(lookAgain: now + Self.lookInterval)
    case .ready(let written): load(file, Download(written: written, now: now))
    case .failed(let message):
      effects.append(.note(.unwritable(message)))
      resolve(file, isThere: false)
    }
  }

  /// Takes what the coordinator says of a file that was asked for.
  public mutating func receive(_ message: TransferMessage, now: Duration) {
    switch message {
    case .chunk(let chunk):
      guard case .loading(var download) = incoming[chunk.file]?.stage, download.take(chunk, now: now) else { return }
      incoming[chunk.file]?.stage = .loading(download)
      effects.append(.append(chunk))
    case .absent(let file):
      guard let place = incoming[file]?.place else { return }
      effects += [.note(.absent(file, place)), .close(file)]
      resolve(file, isThere: false)
    case .offer(let offer): announce(offer)
    case .request, .settled: break
    }
  }

  /// The next `count` bytes of a file are on the disk; nil where the chunk was not what it should be.
  public mutating func appended(_ file: Digest, count: Int?, now: Duration) {
    guard case .loading(var download) = incoming[file]?.stage else { return }
    if let count { download.noteWritten(count, now: now) } else { download.noteRefused(now: now) }
    guard download.isHopeless else { return load(file, download) }
    effects += [.note(.unwritable("its chunks come damaged, or the disk takes no more")), .close(file)]
    resolve(file, isThere: false)
  }

  /// A whole file was compared with its digest.
  public mutating func finished(_ file: Digest, isIntact: Bool, now: Duration) {
    guard let one = incoming[file] else { return }
    if isIntact { return resolve(file, isThere: true) }
    effects.append(.note(.damaged(file, one.place)))
    guard one.place == .data, one.failures + 1 < Self.failureLimit else { return resolve(file, isThere: false) }
    incoming[file]?.failures += 1
    load(file, Download(written: 0, now: now))
  }

  /// Asks again for what does not come.
  public mutating func tick(now: Duration) {
    for file in incoming.keys.sorted() {
      switch incoming[file]?.stage {
      case .elsewhere(let moment) where moment <= now:
        incoming[file]?.stage = .opening
        if let place = incoming[file]?.place { effects.append(.open(file, place)) }
      case .loading(var download) where download.isOverdue(now: now):
        download.askAgain(now: now)
        load(file, download)
      default: break
      }
    }
  }

  /// Hands over everything to be done since the last call.
  public mutating func takeEffects() -> [Effect] {
    defer { effects = [] }
    return effects
  }

  /// Asks what the host lacks for the slot's trial.
  private mutating func look(_ slot: Int) {
    guard let start = starts[slot] else { return }
    if start.specification.data.isEmpty { return inspected(slot, missing: []) }
    effects.append(.inspect(slot: slot, start.specification.data))
  }

  /// Goes on with a download, or with the comparison of the whole file.
  private mutating func load(_ file: Digest, _ download: Download) {
    var download = download
    if download.isComplete {
      incoming[file]?.stage = .finishing
      effects.append(.finish(file))
    } else {
      for offset in download.takeRequests() { effects.append(.send(.request(file, offset: offset))) }
      incoming[file]?.stage = .loading(download)
    }
  }

  /// The file is there, or will not come.
  private mutating func resolve(_ file: Digest, isThere: Bool) {
    let place = incoming.removeValue(forKey: file)?.place
    for slot in starts.keys.sorted() where starts[slot]?.waiting.remove(file) != nil {
      switch place {
      case .checkpoints where !isThere: starts[slot]?.checkpoint = nil
      case .checkpoints, nil: break
      case .data where isThere: starts[slot]?.hasNews = true
      case .data: starts[slot]?.lacksData = true
      }
      runWhereReady(slot)
    }
  }

  private mutating func runWhereReady(_ slot: Int) {
    guard let start = starts[slot], start.waiting.isEmpty else { return }
    if start.hasNews, !start.lacksData { return look(slot) }
    starts[slot] = nil
    effects.append(.run(slot: slot, start.specification, checkpoint: start.checkpoint?.file))
  }
}

extension WorkerFetches {
  /// What came of the wish to write a file.
  public enum Opening: Sendable, Equatable {
    /// The file is there already.
    case present
    /// Another process of this host brings the file.
    case busy
    /// The first `written` bytes are there, and this worker may write the rest.
    case ready(written: Int)
    /// The file cannot be written, and why.
    case failed(message: String)
  }
}
