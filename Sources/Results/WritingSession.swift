/// What a process holds while it writes to a directory of results.
struct WritingSession: Sendable {
  /// The right to write.
  let lock: DirectoryLock
  /// The files that are written.
  let files: WrittenFiles
  /// How many transactions are committed to them.
  let count: TransactionCount
}
