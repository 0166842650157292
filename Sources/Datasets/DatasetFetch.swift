import Glibc
public import OperatingSystem

/// Brings the files of a published data set to this host. Each file is verified by SHA-256 before it gets its name.
public struct DatasetFetch {
  /// The source of the files.
  public enum Origin: Sendable {
    /// The data set's mirrors on the Internet.
    case mirrors
    /// A folder that holds the files directly or in a subfolder with the data set's name.
    case folder(String)
  }

  /// An event during a fetch.
  public enum Event: Sendable {
    /// The file lies at `path` already and is the published one.
    case present(DataFile, path: String)
    /// The download goes on. Reported several times a second.
    case progress(DownloadProgress)
    /// A mirror failed, and the next is asked.
    case mirrorFailed(url: String, reason: String)
    /// The file was brought to `path`.
    case fetched(DataFile, path: String)
  }

  private let dataset: DatasetDescription
  private let folders: DataFolders

  /// A fetch of `dataset`; nil if the data set is part of the program.
  ///
  /// - Parameters:
  ///   - dataset: The data set to fetch.
  ///   - folders: The folders in which files are searched for afterwards.
  ///   - destination: The folder to fill, in a folder of the data set's name. If nil, good files stay, bad files are
  ///     replaced in place, and missing files go to the first searched folder.
  public init?(_ dataset: DatasetDescription, folders: DataFolders, destination: String? = nil) {
    if case .embedded = dataset.source { return nil }
    self.dataset = dataset
    self.folders = destination.map { DataFolders(searched: [$0], copies: nil) } ?? folders.withoutReceived
  }

  /// Fetches every file that is missing or bad, and reports what happens.
  ///
  /// Throws `DestinationError` if files cannot be written, `DownloadError`, `DownloadInProgress`, `CurlMissing`,
  /// `DataFileError` if a file of the origin's folder is missing or bad, and `SystemError` if a file cannot be read.
  public func run(from origin: Origin, report: (Event) -> Void) throws {
    switch dataset.source {
    case .embedded: break
    case .published(let files, let mirrors):
      for file in files { try fetch(file, from: origin, mirrors: mirrors, report: report) }
    case .groups(let groups, let mirrors):
      for group in groups { try fetch(group, from: origin, mirrors: mirrors, report: report) }
    }
  }

  private func fetch(
    _ file: PublishedFile, from origin: Origin, mirrors: [String], report: (Event) -> Void
  ) throws {
    let store = PublishedFileStore(dataset: dataset, folders: folders)
    let located = try? store.locate(file)
    if let located, (try? store.verifiedContents(of: located)) != nil {
      return report(.present(located.form, path: located.path))
    }
    let path = "\(try destination(replacing: located.map { folder(of: $0.path) }))/\(file.compressed.name)"
    switch origin {
    case .mirrors:
      let target = try OutputFile.target(of: path)
      try MirrorDownload(file: file.compressed, mirrors: mirrors, path: target).run(report: report)
    case .folder(let origin):
      let source = PublishedFileStore(dataset: dataset, folders: DataFolders(searched: [origin], copies: nil))
      let contents = try source.verifiedContents(of: try source.locate(file, forms: [file.compressed]))
      try writeAtomically(contents, to: path)
    }
    report(.fetched(file.compressed, path: path))
  }

  private func fetch(
    _ group: FileGroup, from origin: Origin, mirrors: [String], report: (Event) -> Void
  ) throws {
    let store = FileGroupStore(dataset: dataset.name, folders: folders)
    let located = store.locateWholeOrPart(of: group)
    if let located, let contents = try? store.contents(of: group, in: located),
      (try? store.verify(contents, of: group, in: located)) != nil
    {
      return report(.present(group.whole, path: store.path(of: group, in: located)))
    }
    let destination = try destination(
      replacing: located.map { String($0.dropLast(group.folder.count + 1)) }, below: "/\(group.folder)")
    switch origin {
    case .mirrors:
      try GroupDownload(group: group, mirrors: mirrors, store: store, folder: destination).run(report: report)
    case .folder(let origin):
      let source = FileGroupStore(dataset: dataset.name, folders: DataFolders(searched: [origin], copies: nil))
      let place = try source.locate(group)
      let contents = try source.contents(of: group, in: place)
      try source.verify(contents, of: group, in: place)
      for (member, bytes) in contents { try writeAtomically(ByteBlock(bytes), to: "\(destination)/\(member)") }
    }
    report(.fetched(group.whole, path: store.path(of: group, in: destination)))
  }

  /// The folder to put files into: the folder that holds them already, else the first searched folder. The folder is
  /// made where it is missing.
  private func destination(replacing present: String?, below: String = "") throws(DestinationError) -> String {
    guard let first = folders.searched.first else { throw DestinationError(cause: nil) }
    let destination = (present ?? "\(first)/\(dataset.name)") + below
    do {
      try makeFolders(destination)
    } catch {
      throw DestinationError(cause: error)
    }
    guard access(destination, W_OK) == 0 else {
      throw DestinationError(cause: SystemError("write into \(destination)"))
    }
    return destination
  }
}

/// Fetched files can be written to no folder.
public struct DestinationError: Error, CustomStringConvertible {
  /// The system's refusal; nil if no folder is known.
  public let cause: SystemError?

  /// The refusal and the remedy.
  public var description: String {
    """
    \(cause.map(\.description) ?? "there is no folder for data: neither REGNORM_DATA nor HOME is set"). \
    Name a folder that you can write to with --to DIR, and set REGNORM_DATA to that folder.
    """
  }
}
