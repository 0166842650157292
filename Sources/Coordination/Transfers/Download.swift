import Digests

/// One file on its way here: which chunk to ask for next, and which to take. Pure.
///
/// Chunks are taken in the order of the file only, so that what is on the disk is always the file's beginning, and a transfer
/// that broke goes on there. A few chunks are asked for ahead, never more than the disk keeps up with.
struct Download {
  /// The size of the whole file; nil before the first chunk said it.
  private(set) var byteCount: Int?
  /// The file's beginning that is on the disk.
  private(set) var written: Int
  /// The file's beginning that has arrived.
  private var arrived: Int
  /// The file's beginning that was asked for.
  private var asked: Int
  /// When bytes arrived or were written last.
  private(set) var lastProgress: Duration
  private var lastAsked: Duration
  /// Chunks since the last good one that were damaged or could not be written.
  private var refusals = 0

  /// How many chunks are asked for before the first of them is on the disk.
  static let window = 4
  /// What has not come after this long is asked for again.
  static let patience = Duration.seconds(3)

  /// A download that goes on behind the first `written` bytes.
  init(written: Int, byteCount: Int? = nil, now: Duration) {
    self.written = written
    self.byteCount = byteCount
    arrived = written
    asked = written
    lastProgress = now
    lastAsked = now
  }

  /// Whether nothing good comes any more.
  var isHopeless: Bool { refusals >= 4 * Self.window }

  var isComplete: Bool { byteCount.map { written >= $0 } ?? false }

  /// Whether nothing has come for so long that it was lost on the way.
  func isOverdue(now: Duration) -> Bool { now - max(lastProgress, lastAsked) >= Self.patience }

  /// The places of the chunks to ask for now.
  mutating func takeRequests() -> [Int] {
    var offsets: [Int] = []
    // One chunk says how many there are; that of an empty file too.
    let end = byteCount ?? written + 1
    while asked < end, asked - written < Self.window * FileChunk.limit {
      offsets.append(asked)
      asked += FileChunk.limit
    }
    return offsets
  }

  /// Whether `chunk` is the next one and is to be written.
  mutating func take(_ chunk: FileChunk, now: Duration) -> Bool {
    guard chunk.offset == arrived, byteCount ?? chunk.fileByteCount == chunk.fileByteCount, arrived < asked,
      !chunk.bytes.isEmpty || chunk.fileByteCount <= arrived
    else { return false }
    byteCount = chunk.fileByteCount
    arrived += chunk.bytes.count
    lastProgress = now
    return true
  }

  /// The next `count` bytes are on the disk.
  mutating func noteWritten(_ count: Int, now: Duration) {
    written += count
    arrived = max(arrived, written)
    asked = max(asked, written)
    lastProgress = now
    refusals = 0
  }

  /// A chunk was damaged, did not come next or could not be written.
  mutating func noteRefused(now: Duration) {
    refusals += 1
    askAgain(now: now)
  }

  /// What is not on the disk is to be asked for again, as it was lost on the way or did not arrive whole.
  mutating func askAgain(now: Duration) {
    arrived = written
    asked = written
    lastAsked = now
  }
}
