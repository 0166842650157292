public import ContentAddressing
public import Digests

/// The data of trials between hosts: each file, by the digest that trials name it by. Of a group, which trials name by the
/// digest of the list of its members, the list goes first and then each member.
public struct DataTransfer: Sendable {
  private let folders: DataFolders
  private let datasets: [DatasetDescription]

  /// Transfers from and to the folders.
  public init(_ folders: DataFolders, of datasets: [DatasetDescription] = DatasetCatalog.all) {
    self.folders = folders
    self.datasets = datasets
  }

  /// The files that this host can give to another so that the other has the data with these digests, as far as this host has
  /// them. Sizes are compared here; whoever receives a file compares its digest. Reads the members of groups.
  public func served(_ digests: Set<Digest>) -> [Digest: ServedFile] {
    var served: [Digest: ServedFile] = [:]
    for dataset in datasets {
      switch dataset.source {
      case .embedded: break
      case .published(let files, _):
        for file in files where digests.contains(file.compressed.sha256) {
          let path = wholePath(of: file, in: dataset)
          served[file.compressed.sha256] = path.map { .file(path: $0) }
        }
      case .groups(let groups, _):
        for group in groups where digests.contains(group.whole.sha256) {
          served.merge(parts(of: group, in: dataset)) { first, _ in first }
        }
      }
    }
    return served
  }

  /// The files that must come before this host has the data with this digest; none where the host has them, or where no data
  /// set that the program knows has them. Looks at names and sizes.
  public func missing(_ digest: Digest) -> [Digest] {
    for dataset in datasets {
      switch dataset.source {
      case .embedded: break
      case .published(let files, _):
        guard let file = files.first(where: { $0.compressed.sha256 == digest }) else { continue }
        return hasWhole(file, in: dataset) ? [] : [digest]
      case .groups(let groups, _):
        guard let group = groups.first(where: { $0.whole.sha256 == digest }) else { continue }
        return missingParts(of: group, in: dataset)
      }
    }
    return []
  }

  private func hasWhole(_ file: PublishedFile, in dataset: DatasetDescription) -> Bool {
    let store = PublishedFileStore(dataset: dataset, folders: folders)
    guard let located = try? store.locate(file) else { return false }
    return (try? store.checkSize(of: located)) != nil
  }

  /// Where the file lies as it was published.
  private func wholePath(of file: PublishedFile, in dataset: DatasetDescription) -> String? {
    let store = PublishedFileStore(dataset: dataset, folders: folders)
    guard let located = try? store.locate(file, forms: [file.compressed]), (try? store.checkSize(of: located)) != nil
    else { return nil }
    return located.path
  }

  private func parts(of group: FileGroup, in dataset: DatasetDescription) -> [Digest: ServedFile] {
    let store = FileGroupStore(dataset: dataset.name, folders: folders)
    guard let folder = try? store.locate(group), let contents = try? store.contents(of: group, in: folder),
      (try? store.verify(contents, of: group, in: folder)) != nil
    else { return [:] }
    var parts: [Digest: ServedFile] = [group.whole.sha256: .bytes(FileGroup.list(of: contents))]
    for (path, bytes) in contents { parts[SHA256.hash(bytes)] = .file(path: "\(folder)/\(path)") }
    return parts
  }

  private func missingParts(of group: FileGroup, in dataset: DatasetDescription) -> [Digest] {
    let store = FileGroupStore(dataset: dataset.name, folders: folders)
    if let folder = try? store.locate(group), (try? store.checkSizes(of: group, in: folder)) != nil { return [] }
    guard let received = folders.received, let list = received.bytes(of: group.whole.sha256) else {
      return [group.whole.sha256]
    }
    return FileGroup.members(in: list).map(\.digest).filter { !received.holds($0) }
  }
}
