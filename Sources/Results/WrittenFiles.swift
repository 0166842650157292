import Glibc

/// The files that a database connection writes: the database, its write-ahead log and the log's index.
///
/// SQLite goes on writing to a file that was deleted or replaced, and nobody would find those transactions. Devices and
/// inodes show whether the files at the paths are still the open ones.
struct WrittenFiles: Sendable {
  private struct Identity: Equatable {
    let device: dev_t
    let inode: ino_t

    init?(of path: String) {
      var status = stat()
      guard stat(path, &status) == 0 else { return nil }
      device = status.st_dev
      inode = status.st_ino
    }
  }

  private let identities: [(path: String, identity: Identity)]

  /// The files of the database at `path`, which a connection has open.
  init(ofDatabase path: String) throws(StoreError) {
    var identities: [(path: String, identity: Identity)] = []
    for path in [path, path + "-wal", path + "-shm"] {
      guard let identity = Identity(of: path) else { throw .vanished(path: path, rescued: nil) }
      identities.append((path, identity))
    }
    self.identities = identities
  }

  /// The path of the first file that is no longer the open one; nil if all are.
  var vanished: String? { identities.first { Identity(of: $0.path) != $0.identity }?.path }
}
