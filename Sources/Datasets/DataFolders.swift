public import ContentAddressing
public import FoundationEssentials
import Glibc

/// The folders of this host that are searched for data files.
public struct DataFolders: Sendable {
  /// The folders, in the order of search. Each may hold a folder with the data set's name, or the files directly.
  public let searched: [String]
  /// The folder of the decompressed copies; nil where no copies are kept.
  public let copies: String?
  /// What coordinators sent, by digest, which is looked at first; nil where nothing that was sent is used.
  public let received: ContentStore?

  /// States the folders.
  public init(searched: [String], copies: String?, received: ContentStore? = nil) {
    self.searched = searched
    self.copies = copies
    self.received = received
  }

  /// The folders that the environment names: `REGNORM_DATA` first, then the user's cache, which is
  /// `$XDG_CACHE_HOME/regnorm` or `~/.cache/regnorm`. Copies are kept in the cache.
  public static func fromEnvironment(
    _ environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> DataFolders {
    let stated = environment["REGNORM_DATA"].flatMap { $0.isEmpty ? nil : $0 }
    let cache = cache(environment)
    return DataFolders(
      searched: [stated, cache.map { $0 + "/data" }].compactMap(\.self), copies: cache.map { $0 + "/decompressed" },
      received: received(environment))
  }

  /// The folder for what coordinators send: the folder `received` of the cache, or of a directory for temporary files if the
  /// user has no home.
  public static func received(
    _ environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> ContentStore {
    let temporary = FileManager.default.temporaryDirectory.appending(path: "regnorm-\(getuid())").path
    return ContentStore((cache(environment) ?? temporary) + "/received")
  }

  private static func cache(_ environment: [String: String]) -> String? {
    // The XDG specification says that relative paths are ignored.
    let base =
      environment["XDG_CACHE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
      ?? environment["HOME"].flatMap { $0.isEmpty ? nil : $0 + "/.cache" }
    return base.map { $0 + "/regnorm" }
  }

  /// The same folders without what coordinators sent.
  var withoutReceived: DataFolders { DataFolders(searched: searched, copies: copies) }

  /// The folders that may hold a file of a data set, in the order of search.
  func places(of dataset: String) -> [String] {
    searched.flatMap { ["\($0)/\(dataset)", $0] }
  }

  /// The file that a coordinator sent, else the file in the first place that holds one of its forms, in the first form that
  /// lies there; nil where no place does.
  func locate(_ forms: [DataFile], of dataset: String) -> LocatedFile? {
    for form in forms {
      if let path = received?.path(of: form.sha256), let status = FileStatus(path: path) {
        return LocatedFile(path: path, form: form, status: status)
      }
    }
    for place in places(of: dataset) {
      for form in forms {
        let path = "\(place)/\(form.name)"
        if let status = FileStatus(path: path) { return LocatedFile(path: path, form: form, status: status) }
      }
    }
    return nil
  }
}

/// A file that was found by name and whose contents have not been read.
struct LocatedFile {
  let path: String
  /// The form of the file, by its name.
  let form: DataFile
  let status: FileStatus
}
