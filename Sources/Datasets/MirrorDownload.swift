import Digests
import Glibc
import OperatingSystem

/// The download of one file from the first mirror that serves it.
///
/// Bytes gather in `<file>.part`, which outlives a broken download. The next download, from any mirror, continues the
/// part. Once the SHA-256 of the whole has been compared, the file gets its name.
struct MirrorDownload {
  let file: DataFile
  let mirrors: [String]
  /// The path of the finished file, in a folder that exists.
  let path: String

  /// The number of attempts after which the next mirror is asked, even if every attempt brought bytes.
  private static let attemptsPerMirror = 8

  /// Downloads the file. Throws `DownloadError` if no mirror could serve it.
  func run(report: (DatasetFetch.Event) -> Void) throws {
    let part = try FileDescriptor(path + ".part", O_RDWR | O_CREAT | O_APPEND)
    guard try FileLock(part) != nil else { throw DownloadInProgress(path: part.name) }
    defer { if (try? part.status().byteCount) == 0 { unlink(part.name) } }
    var failures: [DownloadError.Failure] = []
    for (index, mirror) in mirrors.enumerated() {
      let url = mirror + file.name
      guard let reason = try download(url, to: part, report: report) else {
        guard fsync(part.number) == 0, rename(part.name, path) == 0 else {
          throw SystemError("replace \(path)")
        }
        return
      }
      failures.append(DownloadError.Failure(url: url, reason: reason))
      if index + 1 < mirrors.count { report(.mirrorFailed(url: url, reason: reason)) }
    }
    throw DownloadError(file: file, part: part.name, received: try part.status().byteCount, failures: failures)
  }

  /// Completes `part` from `url`, with further attempts as long as they bring bytes. Returns the reason of failure; nil
  /// on success.
  private func download(_ url: String, to part: FileDescriptor, report: (DatasetFetch.Event) -> Void) throws -> String?
  {
    var reason = "the connection broke \(Self.attemptsPerMirror) times"
    for _ in 1...Self.attemptsPerMirror {
      var offset = try part.status().byteCount
      if offset > file.byteCount { offset = try empty(part) }
      if offset < file.byteCount {
        switch try append(url, from: offset, to: part, report: report) {
        case .complete: reason = "the mirror's file is shorter than \(file.byteCount) bytes"
        case .failed(let message): reason = message
        case .cannotResume:
          reason = "the server cannot continue a broken download"
          try empty(part)
          continue
        }
      }
      let received = try part.status().byteCount
      if received < file.byteCount {
        guard received > offset else { return reason }
        continue
      }
      let digest = SHA256.hash(ByteBlock(try part.contents()))
      if digest == file.sha256 { return nil }
      try empty(part)
      reason = "the mirror's file has SHA-256 \(digest) instead of \(file.sha256)"
      // Bytes of an earlier download may be wrong: download once more from the beginning.
      if offset == 0 { return reason }
    }
    return reason
  }

  private func append(
    _ url: String, from offset: Int, to part: FileDescriptor, report: (DatasetFetch.Event) -> Void
  ) throws -> Curl.Outcome {
    let start = ContinuousClock.now
    return try Curl.append(url, from: offset, to: part) {
      let received = try part.status().byteCount
      report(
        .progress(
          DownloadProgress(
            file: file, received: received, arrived: received - offset,
            seconds: (ContinuousClock.now - start) / .seconds(1))))
    }
  }

  /// Empties `part` and returns 0, the offset from which to go on.
  @discardableResult
  private func empty(_ part: FileDescriptor) throws(SystemError) -> Int {
    guard ftruncate(part.number, 0) == 0 else { throw SystemError("empty \(part.name)") }
    return 0
  }
}

/// No mirror could serve a file.
public struct DownloadError: Error, CustomStringConvertible {
  /// The failure of one mirror.
  public struct Failure: Sendable {
    /// The address that was asked.
    public let url: String
    /// The reason, as curl or this program states it.
    public let reason: String
  }

  public let file: DataFile
  /// The file that keeps the bytes received so far.
  public let part: String
  /// The number of kept bytes.
  public let received: Int
  /// The failures of the mirrors, in the order in which they were asked.
  public let failures: [Failure]

  /// The file, the failure of each mirror, the kept bytes and the remedy.
  public var description: String {
    """
    \(file.name) could not be downloaded: \(failures.map { "\($0.url): \($0.reason)" }.joined(separator: "; ")). \
    \(received > 0 ? "\(received) of \(file.byteCount) bytes are kept in \(part). " : "")\
    Run the command again when the network is back, or copy the file from elsewhere with --from DIR.
    """
  }
}

/// Another process is downloading the same file to the same place.
public struct DownloadInProgress: Error, CustomStringConvertible {
  /// The file that both would write.
  public let path: String

  /// One sentence that says what to do.
  public var description: String { "another process is downloading to \(path); wait until it ends" }
}
