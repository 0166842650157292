import Digests

/// Several small files that are published uncompressed, and fetched, verified and read together.
public struct FileGroup: Hashable, Sendable {
  /// The group as if it were one file: a pattern that matches its members, their bytes in all, and the SHA-256 of the
  /// lines that `sha256sum` prints for the members in their folder.
  public let whole: DataFile
  /// The members' folder, in that of the data set.
  public let folder: String
  /// The members' paths in their folder, in the order of the digest.
  public let members: [String]
}

/// The groups of a published data set on this host.
struct FileGroupStore {
  let dataset: String
  let folders: DataFolders

  /// The folder of the first place that holds a member of the group. Throws `DataFileError` where none does.
  func locate(_ group: FileGroup) throws(DataFileError) -> String {
    let places = folders.places(of: dataset)
    for place in places {
      let folder = "\(place)/\(group.folder)"
      if group.members.contains(where: { FileStatus(path: "\(folder)/\($0)") != nil }) { return folder }
    }
    throw DataFileError(dataset: dataset, expected: group.whole, problem: .missing(searched: places))
  }

  /// What the members hold, by their paths in `folder`, not compared with anything yet.
  func contents(of group: FileGroup, in folder: String) throws(SystemError) -> [String: [UInt8]] {
    var contents: [String: [UInt8]] = [:]
    for member in group.members { contents[member] = try OpenFile("\(folder)/\(member)").contents() }
    return contents
  }

  /// Throws where the members hold other bytes than the published ones.
  func verify(_ contents: [String: [UInt8]], of group: FileGroup, in folder: String) throws(DataFileError) {
    let lines = group.members.map { "\(SHA256.hash(contents[$0] ?? []))  \($0)\n" }
    let digest = SHA256.hash(lines.joined().utf8).description
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
