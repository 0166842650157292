public import FoundationEssentials

/// The folders of this host that data files are looked for in.
public struct DataFolders: Sendable {
  /// The folders, in the order they are searched. Each may hold a folder with the data set's name, or the files directly.
  public let searched: [String]
  /// The folder that decompressed copies are kept in; nil where none are kept.
  public let copies: String?

  /// States the folders.
  public init(searched: [String], copies: String?) {
    self.searched = searched
    self.copies = copies
  }

  /// The folders that the environment names: `REGNORM_DATA` first, then the user's cache, which is
  /// `$XDG_CACHE_HOME/regnorm` or `~/.cache/regnorm`. Copies are kept in the cache.
  public static func fromEnvironment(
    _ environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> DataFolders {
    let stated = environment["REGNORM_DATA"].flatMap { $0.isEmpty ? nil : $0 }
    // The XDG specification has relative paths ignored.
    let base =
      environment["XDG_CACHE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
      ?? environment["HOME"].flatMap { $0.isEmpty ? nil : $0 + "/.cache" }
    let cache = base.map { $0 + "/regnorm" }
    return DataFolders(
      searched: [stated, cache.map { $0 + "/data" }].compactMap(\.self), copies: cache.map { $0 + "/decompressed" })
  }

  /// Where a file of a data set may lie, in the order of search.
  func places(of dataset: String) -> [String] {
    searched.flatMap { ["\($0)/\(dataset)", $0] }
  }

  /// The file in the first place that holds one of its forms, the first of them that lies there; nil where none does.
  func locate(_ forms: [DataFile], of dataset: String) -> LocatedFile? {
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
