import ContentAddressing
import Digests
import OperatingSystem

/// Several small files that are published uncompressed and are fetched, verified and read together.
public struct FileGroup: Hashable, Sendable {
  /// The group as one file: a pattern that matches its members, the sum of their sizes, and the SHA-256 of the lines
  /// that `sha256sum` prints for the members in their folder.
  public let whole: DataFile
  /// The members' folder, relative to the folder of the data set.
  public let folder: String
  /// The members' paths in their folder, in the order of the digest.
  public let members: [String]

  /// A member's path in the group's folder, and its contents.
  typealias Member = (path: String, bytes: [UInt8])

  /// What `sha256sum` prints for the members: the bytes whose SHA-256 is the group's.
  static func list(of contents: [Member]) -> [UInt8] {
    contents.flatMap { Array("\(SHA256.hash($0.bytes))  \($0.path)\n".utf8) }
  }

  /// The members' paths and digests that `list` states; empty where it is no such list.
  static func members(in list: [UInt8]) -> [(path: String, digest: Digest)] {
    let lines = String(decoding: list, as: UTF8.self).split(separator: "\n")
    let members = lines.compactMap { line -> (String, Digest)? in
      guard let digest = Digest(hexadecimal: String(line.prefix(64))), line.dropFirst(64).hasPrefix("  ") else {
        return nil
      }
      return (String(line.dropFirst(66)), digest)
    }
    return members.count == lines.count ? members : []
  }
}

/// The groups of a published data set on this host.
struct FileGroupStore {
  let dataset: String
  let folders: DataFolders

  /// The folder of the first place that holds the whole group. Throws `DataFileError` if no place does.
  func locate(_ group: FileGroup) throws(DataFileError) -> String {
    let folder = candidates(for: group).first { folder in group.members.allSatisfy { exists($0, in: folder) } }
    guard let folder else {
      throw DataFileError(
        dataset: dataset, expected: group.whole, problem: .missing(searched: folders.places(of: dataset)))
    }
    return folder
  }

  /// The folder in which the group is inspected and mended: the folder from `locate`, else the folder of the first
  /// place that holds a member; nil if no place holds one.
  func locateWholeOrPart(of group: FileGroup) -> String? {
    (try? locate(group))
      ?? candidates(for: group).first { folder in group.members.contains { exists($0, in: folder) } }
  }

  private func candidates(for group: FileGroup) -> [String] {
    folders.places(of: dataset).map { "\($0)/\(group.folder)" }
  }

  private func exists(_ member: String, in folder: String) -> Bool { FileStatus(path: "\(folder)/\(member)") != nil }

  /// What a coordinator sent of the group: the list of its members, under the group's digest, and each member under its own.
  /// Nil where a part is missing. A part that was altered is removed, so that it is sent again.
  func receivedContents(of group: FileGroup) -> [FileGroup.Member]? {
    guard let store = folders.received, let list = store.bytes(of: group.whole.sha256) else { return nil }
    var contents: [FileGroup.Member] = []
    for (path, digest) in FileGroup.members(in: list) {
      guard let bytes = store.bytes(of: digest) else { return nil }
      contents.append((path, bytes))
    }
    return contents
  }

  /// The contents of the members, in their order, not yet verified.
  func contents(of group: FileGroup, in folder: String) throws(SystemError) -> [FileGroup.Member] {
    var contents: [FileGroup.Member] = []
    for path in group.members { contents.append((path, try FileDescriptor("\(folder)/\(path)").contents())) }
    return contents
  }

  /// Throws if the members, in their order, hold other bytes than the published ones.
  func verify(_ contents: [FileGroup.Member], of group: FileGroup, in folder: String) throws(DataFileError) {
    let digest = SHA256.hash(FileGroup.list(of: contents))
    guard digest == group.whole.sha256 else {
      throw DataFileError(
        dataset: dataset, expected: group.whole, problem: .altered(path: path(of: group, in: folder), sha256: digest))
    }
  }

  /// Throws if a member is missing, or the sum of the sizes is not the published one.
  func checkSizes(of group: FileGroup, in folder: String) throws(DataFileError) {
    let sizes = group.members.map { FileStatus(path: "\(folder)/\($0)")?.byteCount }
    let byteCount = sizes.reduce(0) { $0 + ($1 ?? 0) }
    guard byteCount == group.whole.byteCount, !sizes.contains(nil) else {
      throw DataFileError(
        dataset: dataset, expected: group.whole,
        problem: .wrongSize(path: path(of: group, in: folder), byteCount: byteCount))
    }
  }

  /// The pattern that matches the group's members in `folder`.
  func path(of group: FileGroup, in folder: String) -> String {
    folder.dropLast(group.folder.count) + group.whole.name
  }
}
