import Digests

/// The download of one file: which chunk to request next, and which to take. Pure.
///
/// Chunks are taken only in the file's order, so the disk always holds the file's beginning, and a broken transfer
/// resumes there. A few chunks are requested ahead, and never more than the disk keeps up with.
struct Download {
  /// The size of the whole file; nil before the first chunk, which states the size.
  private(set) var byteCount: Int?
  /// The number of leading bytes that are on the disk.
  private(set) var written: Int
  /// The number of leading bytes that have arrived.
  private var arrived: Int
  /// The number of leading bytes that were requested.
  private var asked: Int
  /// The time when bytes last arrived or were written.
  private(set) var lastProgress: Duration
  private var lastAsked: Duration
  /// The number of chunks since the last good one that were damaged or could not be written.
  private var refusals = 0

  /// How many chunks are requested before the first of them is on the disk.
  static let window = 4
  /// A chunk that has not arrived after this long is requested again.
  static let patience = Duration.seconds(3)

  /// Resumes a download behind the first `written` bytes.
  init(written: Int, byteCount: Int? = nil, now: Duration) {
    self.written = written
    self.byteCount = byteCount
    arrived = written
    asked = written
    lastProgress = now
    lastAsked = now
  }

  /// Whether too many chunks in a row were refused.
  var isHopeless: Bool { refusals >= 4 * Self.window }

  var isComplete: Bool { byteCount.map { written >= $0 } ?? false }

  /// Whether chunks have been missing for so long that they count as lost.
  func isOverdue(now: Duration) -> Bool { now - max(lastProgress, lastAsked) >= Self.patience }

  /// The offsets of the chunks to request now.
  mutating func takeRequests() -> [Int] {
    var offsets: [Int] = []
    // The first chunk states the file's size, so one chunk is requested even of an empty file.
    let end = byteCount ?? written + 1
    while asked < end, asked - written < Self.window * FileChunk.limit {
      offsets.append(asked)
      asked += FileChunk.limit
    }
    return offsets
  }

  /// Takes `chunk` if it is the next one. Returns whether the chunk must be written.
  mutating func take(_ chunk: FileChunk, now: Duration) -> Bool {
    guard chunk.offset == arrived, byteCount ?? chunk.fileByteCount == chunk.fileByteCount, arrived < asked,
      !chunk.bytes.isEmpty || chunk.fileByteCount <= arrived
    else { return false }
    byteCount = chunk.fileByteCount
    arrived += chunk.bytes.count
    lastProgress = now
    return true
  }

  /// Notes that the next `count` bytes are on the disk.
  mutating func noteWritten(_ count: Int, now: Duration) {
    written += count
    arrived = max(arrived, written)
    asked = max(asked, written)
    lastProgress = now
    refusals = 0
  }

  /// Notes that a chunk was damaged, out of order or not writable.
  mutating func noteRefused(now: Duration) {
    refusals += 1
    askAgain(now: now)
  }

  /// Requests everything again that is not on the disk, because it was lost or damaged on its way.
  mutating func askAgain(now: Duration) {
    arrived = written
    asked = written
    lastAsked = now
  }
}
