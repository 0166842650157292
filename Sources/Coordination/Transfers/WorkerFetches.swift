public import Digests
public import Trials

/// Fetches what a trial needs before it starts: the data files that it reads, and the checkpoint that it resumes from.
/// A pure state machine.
///
/// A file that several slots need is fetched once. A trial starts even if a file cannot be fetched: without a data file
/// the slot reports what the host lacks, and without a checkpoint the trial starts at its beginning.
public struct WorkerFetches {
  /// Where a file is kept.
  public enum Place: Sendable, Equatable {
    /// A data file, for every process of the host and for later runs.
    case data
    /// A checkpoint of one trial, for this worker only.
    case checkpoints
  }

  /// What the driver must do, in this order.
  public enum Effect: Sendable, Equatable {
    case send(TransferMessage)
    /// Find out which files of these data the host lacks, then call `inspected`.
    case inspect(slot: Int, Attempt, [DataReference])
    /// Open a file for writing, then call `opened`.
    case open(Digest, Place)
    /// Compare a chunk with its digest and write the chunk, then call `appended`.
    case append(FileChunk)
    /// Compare a whole file with its digest, then call `finished`.
    case finish(Digest)
    /// Stop writing the file; nobody needs the rest now.
    case close(Digest)
    /// Run the slot's trial, from the state in the file `checkpoint` if there is one.
    case run(slot: Int, Attempt, TrialSpecification, checkpoint: Digest?)
    /// Write to the log.
    case note(TransferNotice)
  }

  /// A trial that waits for its files.
  private struct Start {
    let attempt: Attempt
    let specification: TrialSpecification
    var checkpoint: CheckpointOffer?
    /// The files that are being fetched.
    var waiting: Set<Digest> = []
    /// The files that were requested, whether or not they arrived.
    var tried: Set<Digest> = []
    /// Whether a data file has arrived since the last inspection. An arrived list of files may name further files.
    var hasNews = false
    var lacksData = false
  }

  /// A file that is being fetched.
  private struct Incoming {
    enum Stage {
      case opening
      /// Another process of this host fetches the file.
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

  /// The time between two looks whether another process has fetched a file.
  static let lookInterval = Duration.milliseconds(200)
  /// After this many damaged downloads a file is not requested again.
  static let failureLimit = 3
  /// The most checkpoints that a coordinator may announce before it leases their trials.
  static let announcementLimit = 4096

  /// `build` is the digest of the worker's executable.
  public init(build: Digest) { self.build = build }

  /// Notes the state from which an attempt may resume. A state of another build is not used.
  public mutating func announce(_ offer: CheckpointOffer) {
    guard offer.build == build else { return effects.append(.note(.otherBuild(offer))) }
    if announced.count >= Self.announcementLimit { announced = [:] }
    announced[offer.attempt] = offer
  }

  /// Runs the attempt in the slot once all its files are there.
  public mutating func begin(_ slot: Int, _ attempt: Attempt, _ specification: TrialSpecification) {
    starts[slot] = Start(
      attempt: attempt, specification: specification, checkpoint: announced.removeValue(forKey: attempt))
    look(slot)
  }

  /// The slot's attempt is over before it started. It does not run, even if its files are there already.
  public mutating func cancel(_ slot: Int) {
    effects.removeAll { effect in
      if case .run(slot, _, _, _) = effect { true } else { false }
    }
    guard let start = starts.removeValue(forKey: slot) else { return }
    for file in start.waiting.sorted() where !starts.values.contains(where: { $0.waiting.contains(file) }) {
      if incoming.removeValue(forKey: file) != nil { effects.append(.close(file)) }
    }
  }

  /// Takes the outcome of an inspection: the data files that the host lacks for the attempt. An inspection for an attempt
  /// that the slot no longer waits for changes nothing.
  public mutating func inspected(_ slot: Int, _ attempt: Attempt, missing: [Digest]) {
    guard var start = starts[slot], start.attempt == attempt else { return }
    // A file that was requested and is still missing will not arrive: the slot's process reports what it lacks.
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

  /// Takes the outcome of opening a file.
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

  /// Takes a message of the coordinator about a file.
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

  /// Takes the outcome of writing a chunk: `count` bytes are on the disk, or nil if the chunk was refused.
  public mutating func appended(_ file: Digest, count: Int?, now: Duration) {
    guard case .loading(var download) = incoming[file]?.stage else { return }
    if let count { download.noteWritten(count, now: now) } else { download.noteRefused(now: now) }
    guard download.isHopeless else { return load(file, download) }
    effects += [.note(.unwritable("its chunks come damaged, or the disk takes no more")), .close(file)]
    resolve(file, isThere: false)
  }

  /// Takes the outcome of comparing a whole file with its digest.
  public mutating func finished(_ file: Digest, isIntact: Bool, now: Duration) {
    guard let one = incoming[file] else { return }
    if isIntact { return resolve(file, isThere: true) }
    effects.append(.note(.damaged(file, one.place)))
    guard one.place == .data, one.failures + 1 < Self.failureLimit else { return resolve(file, isThere: false) }
    incoming[file]?.failures += 1
    load(file, Download(written: 0, now: now))
  }

  /// Requests overdue chunks again.
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

  /// Returns every effect since the last call.
  public mutating func takeEffects() -> [Effect] {
    defer { effects = [] }
    return effects
  }

  /// Asks which files the host lacks for the slot's trial.
  private mutating func look(_ slot: Int) {
    guard let start = starts[slot] else { return }
    if start.specification.data.isEmpty { return inspected(slot, start.attempt, missing: []) }
    effects.append(.inspect(slot: slot, start.attempt, start.specification.data))
  }

  /// Requests the next chunks, or compares the whole file with its digest.
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

  /// Ends the fetch of a file, which is there or will not arrive.
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
    effects.append(.run(slot: slot, start.attempt, start.specification, checkpoint: start.checkpoint?.file))
  }
}

extension WorkerFetches {
  /// The outcome of opening a file for writing.
  public enum Opening: Sendable, Equatable {
    /// The file is there already.
    case present
    /// Another process of this host fetches the file.
    case busy
    /// The first `written` bytes are there. This worker may write the rest.
    case ready(written: Int)
    /// The file cannot be written, with the reason.
    case failed(message: String)
  }
}
