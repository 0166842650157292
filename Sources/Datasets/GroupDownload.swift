import Glibc
import OperatingSystem

/// The download of a group of small files from the first mirror that serves them all.
///
/// The files get their names only after the digest of the group has been compared.
struct GroupDownload {
  let group: FileGroup
  let mirrors: [String]
  let store: FileGroupStore
  /// The folder of the members, which must exist.
  let folder: String

  /// Downloads the group. Throws `DownloadError` if no mirror could serve all members.
  func run(report: (DatasetFetch.Event) -> Void) throws {
    var failures: [DownloadError.Failure] = []
    for (index, mirror) in mirrors.enumerated() {
      guard let failure = try download(from: mirror, report: report) else { return }
      failures.append(failure)
      if index + 1 < mirrors.count { report(.mirrorFailed(url: failure.url, reason: failure.reason)) }
    }
    throw DownloadError(file: group.whole, part: folder, received: 0, failures: failures)
  }

  /// Brings every member from `mirror`. Returns the failure; nil on success.
  private func download(
    from mirror: String, report: (DatasetFetch.Event) -> Void
  ) throws -> DownloadError.Failure? {
    let part = "\(folder)/.\(getpid()).part"
    defer { unlink(part) }
    let start = ContinuousClock.now
    var contents: [FileGroup.Member] = []
    var received = 0
    for member in group.members {
      let url = "\(mirror)\(group.folder)/\(member)"
      let output = try FileDescriptor(part, O_RDWR | O_CREAT | O_TRUNC)
      if case .failed(let reason) = try Curl.append(url, from: 0, to: output, tick: {}) {
        return DownloadError.Failure(url: url, reason: reason)
      }
      let bytes = try output.contents()
      contents.append((member, bytes))
      received += bytes.count
      let seconds = (ContinuousClock.now - start) / .seconds(1)
      report(
        .progress(DownloadProgress(file: group.whole, received: received, arrived: received, seconds: seconds)))
    }
    do {
      try store.verify(contents, of: group, in: folder)
    } catch {
      return DownloadError.Failure(
        url: "\(mirror)\(group.whole.name)", reason: "the mirror's files have other contents than expected")
    }
    for (member, bytes) in contents { try writeAtomically(ByteBlock(bytes), to: "\(folder)/\(member)") }
    return nil
  }
}
