import Digests
import Glibc
import OperatingSystem

/// The download of one file from the first mirror that can serve it.
///
/// Bytes gather in `<file>.part`, which outlives a broken download and is continued by the next one, from whichever
/// mirror: all serve the same bytes, and the SHA-256 of the whole decides. Only then does the file take its name.
struct MirrorDownload {
  let file: DataFile
  let mirrors: [String]
  /// Where the file shall lie, in a folder that exists.
  let path: String

  /// A mirror is left for the next after this many attempts, though each may have brought some bytes.
  private static let attemptsPerMirror = 8

  /// Downloads the file. Throws `DownloadError` where no mirror could serve it.
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

  /// Completes `part` from `url`, with as many attempts as bring bytes. Returns why it could not; nil on success.
  private func download(_ url: String, to part: FileDescriptor, report: (DatasetFetch.Event) -> Void) throws -> String?
  {
    var reason = "the connection broke \(Self.attemptsPerMirror) times"
    for _ in 1...Self.attemptsPerMirror {
      var offset = try part.status().byteCount
      if offset > file.byteCount { offset = try empty(part) }
      if offset < file.byteCount {
        switch try append(url, from: offset, to: part, report: report) {
        case .complete: reason = "the file there is shorter than \(file.byteCount) bytes"
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
      reason = "the file there has SHA-256 \(digest), expected is \(file.sha256)"
      // Bytes of an earlier download may be to blame: once more from the beginning.
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

  /// Discards what is in `part`; the offset from which to go on.
  @discardableResult
  private func empty(_ part: FileDescriptor) throws(SystemError) -> Int {
    guard ftruncate(part.number, 0) == 0 else { throw SystemError("empty \(part.name)") }
    return 0
  }
}

/// A file that no mirror could serve.
public struct DownloadError: Error, CustomStringConvertible {
  /// Why one mirror could not.
  public struct Failure: Sendable {
    /// The address that was asked.
    public let url: String
    /// The reason, in curl's words or ours.
    public let reason: String
  }

  public let file: DataFile
  /// Where the bytes received so far are kept.
  public let part: String
  /// How many bytes are kept.
  public let received: Int
  /// The mirrors that were asked, in order.
  public let failures: [Failure]

  /// The file, what each mirror said, what is kept and what to do.
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
