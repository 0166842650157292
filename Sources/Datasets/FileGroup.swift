import Digests
import OperatingSystem

/// Several small files that are published uncompressed, and fetched, verified and read together.
public struct FileGroup: Hashable, Sendable {
  /// The group as if it were one file: a pattern that matches its members, their bytes in all, and the SHA-256 of the
  /// lines that `sha256sum` prints for the members in their folder.
  public let whole: DataFile
  /// The members' folder, in that of the data set.
  public let folder: String
  /// The members' paths in their folder, in the order of the digest.
  public let members: [String]

  /// A member's path in the group's folder, and what it holds.
  typealias Member = (path: String, bytes: [UInt8])
}

/// The groups of a published data set on this host.
struct FileGroupStore {
  let dataset: String
  let folders: DataFolders

  /// The folder of the first place that holds the whole group. Throws `DataFileError` where none does.
  func locate(_ group: FileGroup) throws(DataFileError) -> String {
    let folder = candidates(for: group).first { folder in group.members.allSatisfy { exists($0, in: folder) } }
    guard let folder else {
      throw DataFileError(
        dataset: dataset, expected: group.whole, problem: .missing(searched: folders.places(of: dataset)))
    }
    return folder
  }

  /// Where the group is to be inspected and mended: the folder that `locate` answers, else that of the first place which
  /// holds a member; nil where none does.
  func locateWholeOrPart(of group: FileGroup) -> String? {
    (try? locate(group))
      ?? candidates(for: group).first { folder in group.members.contains { exists($0, in: folder) } }
  }

  private func candidates(for group: FileGroup) -> [String] {
    folders.places(of: dataset).map { "\($0)/\(group.folder)" }
  }

  private func exists(_ member: String, in folder: String) -> Bool { FileStatus(path: "\(folder)/\(member)") != nil }

  /// What the members hold, in their order, not compared with anything yet.
  func contents(of group: FileGroup, in folder: String) throws(SystemError) -> [FileGroup.Member] {
    var contents: [FileGroup.Member] = []
    for path in group.members { contents.append((path, try FileDescriptor("\(folder)/\(path)").contents())) }
    return contents
  }

  /// Throws where the members, in their order, hold other bytes than the published ones.
  func verify(_ contents: [FileGroup.Member], of group: FileGroup, in folder: String) throws(DataFileError) {
    let lines = contents.map { "\(SHA256.hash($0.bytes))  \($0.path)\n" }
    let digest = SHA256.hash(lines.joined().utf8)
    guard digest == group.whole.sha256 else {
      throw DataFileError(
        dataset: dataset, expected: group.whole, problem: .altered(path: path(of: group, in: folder), sha256: digest))
    }
  }

  /// Throws where a member is missing, or the members together have another size than the published ones.
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
