/// The resources of a process that writes to a directory of results.
struct WritingSession: Sendable {
  /// The right to write.
  let lock: DirectoryLock
  /// The written files.
  let files: WrittenFiles
  /// The number of transactions committed to them.
  let count: TransactionCount
}
