import Digests

extension DatasetDescription {
  /// The files of the data set on this host, then the decompressed copies that were made of them.
  ///
  /// Files are compared by size, and with `hashing` also by the SHA-256 of their contents.
  public func inspect(in folders: DataFolders, hashing: Bool) -> [InspectedFile] {
    switch source {
    case .embedded(let file, let bytes):
      let isGood = !hashing || SHA256.hash(ByteBlock(bytes())) == file.sha256
      let problem = "the program's own copy of \(file.name) is altered: build the program again from clean sources"
      return [InspectedFile(file: file, place: .program, problem: isGood ? nil : problem)]
    case .published(let files, _):
      let store = PublishedFileStore(dataset: self, folders: folders)
      return files.map { store.inspect($0, hashing: hashing) }
        + files.compactMap { store.inspectCopy(of: $0, hashing: hashing) }
    case .groups(let groups, _):
      let store = FileGroupStore(dataset: name, folders: folders)
      return groups.map { store.inspect($0, hashing: hashing) }
    }
  }
}

/// The state of a data file on this host.
public struct InspectedFile: Sendable {
  /// The place of a file.
  public enum Place: Sendable, Equatable {
    case nowhere
    case program
    case path(String)
    /// A decompressed copy in the cache.
    case copy(String)
  }

  /// The expected file.
  public let file: DataFile
  /// The place of the file.
  public let place: Place
  /// The problem and the remedy; nil if the file is good.
  public let problem: String?
}

extension PublishedFileStore {
  fileprivate func inspect(_ file: PublishedFile, hashing: Bool) -> InspectedFile {
    let located: LocatedFile
    do {
      located = try locate(file)
    } catch {
      return InspectedFile(file: file.compressed, place: .nowhere, problem: error.description)
    }
    return InspectedFile(
      file: located.form, place: .path(located.path), problem: problem(with: located, hashing: hashing))
  }

  /// The decompressed copy of the file; nil if none was made.
  fileprivate func inspectCopy(of file: PublishedFile, hashing: Bool) -> InspectedFile? {
    guard let folder = folders.copies else { return nil }
    let path = DecompressedCopy(of: file, dataset: dataset.name, folder: folder).path
    guard let status = FileStatus(path: path) else { return nil }
    let located = LocatedFile(path: path, form: file.decompressed, status: status)
    let isGood = problem(with: located, hashing: hashing) == nil
    return InspectedFile(
      file: file.decompressed, place: .copy(path),
      problem: isGood
        ? nil : "\(path) has changed since it was decompressed. Delete the copy: the program makes another.")
  }

  private func problem(with located: LocatedFile, hashing: Bool) -> String? {
    do {
      if hashing { _ = try verifiedContents(of: located) } else { try checkSize(of: located) }
      return nil
    } catch {
      return "\(error)"
    }
  }
}

extension FileGroupStore {
  fileprivate func inspect(_ group: FileGroup, hashing: Bool) -> InspectedFile {
    guard let folder = locateWholeOrPart(of: group) else {
      let error = DataFileError(
        dataset: dataset, expected: group.whole, problem: .missing(searched: folders.places(of: dataset)))
      return InspectedFile(file: group.whole, place: .nowhere, problem: error.description)
    }
    var problem: String?
    do {
      try checkSizes(of: group, in: folder)
      if hashing { try verify(try contents(of: group, in: folder), of: group, in: folder) }
    } catch {
      problem = "\(error)"
    }
    return InspectedFile(file: group.whole, place: .path(path(of: group, in: folder)), problem: problem)
  }
}
