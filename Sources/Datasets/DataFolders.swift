public import ContentAddressing
public import FoundationEssentials
import Glibc

/// The folders of this host that data files are looked for in.
public struct DataFolders: Sendable {
  /// The folders, in the order they are searched. Each may hold a folder with the data set's name, or the files directly.
  public let searched: [String]
  /// The folder that decompressed copies are kept in; nil where none are kept.
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
    // The XDG specification has relative paths ignored.
    let cache = cache(environment)
    return DataFolders(
      searched: [stated, cache.map { $0 + "/data" }].compactMap(\.self), copies: cache.map { $0 + "/decompressed" },
      received: received(environment))
  }

  /// Where what coordinators send is kept: the folder `received` of the cache, or of a directory for temporary files where the
  /// user has no home.
  public static func received(
    _ environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> ContentStore {
    let temporary = FileManager.default.temporaryDirectory.appending(path: "regnorm-\(getuid())").path
    return ContentStore((cache(environment) ?? temporary) + "/received")
  }

  private static func cache(_ environment: [String: String]) -> String? {
    // The XDG specification has relative paths ignored.
    let base =
      environment["XDG_CACHE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
      ?? environment["HOME"].flatMap { $0.isEmpty ? nil : $0 + "/.cache" }
    return base.map { $0 + "/regnorm" }
  }

  /// The same folders without what coordinators sent.
  var withoutReceived: DataFolders { DataFolders(searched: searched, copies: copies) }

  /// Where a file of a data set may lie, in the order of search.
  func places(of dataset: String) -> [String] {
    searched.flatMap { ["\($0)/\(dataset)", $0] }
  }

  /// The file that a coordinator sent, else that in the first place which holds one of its forms, the first of them that lies
  /// there; nil where none does.
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

/// A file that was found, its contents not yet looked at.
struct LocatedFile {
  let path: String
  /// Which of its forms the file has, by its name.
  let form: DataFile
  let status: FileStatus
}
