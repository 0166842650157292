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

  /// The contents of the members, in their order, not yet verified.
  func contents(of group: FileGroup, in folder: String) throws(SystemError) -> [FileGroup.Member] {
    var contents: [FileGroup.Member] = []
    for path in group.members { contents.append((path, try FileDescriptor("\(folder)/\(path)").contents())) }
    return contents
  }

  /// Throws if the members, in their order, hold other bytes than the published ones.
  func verify(_ contents: [FileGroup.Member], of group: FileGroup, in folder: String) throws(DataFileError) {
    let lines = contents.map { "\(SHA256.hash($0.bytes))  \($0.path)\n" }
    let digest = SHA256.hash(lines.joined().utf8)
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
