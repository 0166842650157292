import Glibc

/// Brings the files of a published data set to this host, each verified by SHA-256 before it takes its name.
public struct DatasetFetch {
  /// Where files come from.
  public enum Origin: Sendable {
    /// The data set's mirrors on the Internet.
    case mirrors
    /// A folder that holds the files, or a folder of the data set's name that does.
    case folder(String)
  }

  /// What happens while files are fetched.
  public enum Event: Sendable {
    /// The file lies at `path` already, and is what its makers published.
    case present(DataFile, path: String)
    /// The file is being downloaded; reported several times a second.
    case progress(DownloadProgress)
    /// A mirror was given up, and the next is asked.
    case mirrorFailed(url: String, reason: String)
    /// The file was brought to `path`.
    case fetched(DataFile, path: String)
  }

  private let store: PublishedFileStore
  private let files: [PublishedFile]
  private let mirrors: [String]

  /// A fetch of `dataset`; nil where it is part of the program.
  ///
  /// - Parameters:
  ///   - dataset: What to fetch.
  ///   - folders: Where files are looked for afterwards.
  ///   - destination: The folder to fill, in a folder of the data set's name. Where it is nil, files that are found and
  ///     good are left alone, bad ones are replaced where they are, and missing ones go to the first folder searched.
  public init?(_ dataset: DatasetDescription, folders: DataFolders, destination: String? = nil) {
    guard case .published(let files, let mirrors) = dataset.source else { return nil }
    let targets = destination.map { DataFolders(searched: [$0], copies: nil) } ?? folders
    store = PublishedFileStore(dataset: dataset, folders: targets)
    self.files = files
    self.mirrors = mirrors
  }

  /// Fetches every file that is missing or bad, and reports what happens.
  ///
  /// Throws `DestinationError` where files cannot be written, `DownloadError`, `DownloadInProgress`, `CurlMissing`,
  /// `DataFileError` where a file of the origin's folder is missing or bad, and `SystemError` where one cannot be read.
  public func run(from origin: Origin, report: (Event) -> Void) throws {
    for file in files {
      let located = try? store.locate(file)
      if let located, (try? store.verifiedContents(of: located)) != nil {
        report(.present(located.form, path: located.path))
        continue
      }
      let path = "\(try destination(replacing: located))/\(file.compressed.name)"
      switch origin {
      case .mirrors:
        try MirrorDownload(file: file.compressed, mirrors: mirrors, path: path).run(report: report)
      case .folder(let folder):
        try writeAtomically(try verifiedContents(of: file, in: folder), to: path)
      }
      report(.fetched(file.compressed, path: path))
    }
  }

  /// The folder to put a file into, made if need be.
  private func destination(replacing located: LocatedFile?) throws(DestinationError) -> String {
    guard let first = store.folders.searched.first else { throw DestinationError(cause: nil) }
    let destination = located.map { folder(of: $0.path) } ?? "\(first)/\(store.dataset.name)"
    do {
      try makeFolders(destination)
    } catch {
      throw DestinationError(cause: error)
    }
    guard access(destination, W_OK) == 0 else {
      throw DestinationError(cause: SystemError(action: "write into", path: destination))
    }
    return destination
  }

  private func verifiedContents(of file: PublishedFile, in folder: String) throws -> ByteBlock {
    let source = PublishedFileStore(dataset: store.dataset, folders: DataFolders(searched: [folder], copies: nil))
    return try source.verifiedContents(of: try source.locate(file, forms: [file.compressed]))
  }
}

/// There is no folder that fetched files can be written to.
public struct DestinationError: Error, CustomStringConvertible {
  /// What the system refused; nil where no folder is known at all.
  public let cause: SystemError?

  /// What was refused and what to do.
  public var description: String {
    """
    \(cause.map(\.description) ?? "there is no folder for data: neither REGNORM_DATA nor HOME is set"). \
    State a folder that can be written with --to DIR, and set REGNORM_DATA to it.
    """
  }
}
