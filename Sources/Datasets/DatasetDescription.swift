/// The properties of a data set that need no look at a disk.
public struct DatasetDescription: Sendable {
  /// The source of a data set.
  public enum Source: Sendable {
    /// Files that mirrors serve. Each mirror is a base address to which file names are appended.
    case published([PublishedFile], mirrors: [String])
    /// Groups of plain files that mirrors serve under the same base addresses.
    case groups([FileGroup], mirrors: [String])
    /// Bytes that are part of the program, and the function that decodes them.
    case embedded(DataFile, bytes: @Sendable () -> [UInt8])
  }

  /// The name: `mnist`.
  public let name: String
  /// One line about the contents.
  public let summary: String
  /// The authors of the data, and the licence.
  public let attribution: String
  /// The source of the data.
  public let source: Source

  /// The files whose digests identify the data; published files in their compressed form, groups as one file each.
  public var files: [DataFile] {
    switch source {
    case .published(let files, _): files.map(\.compressed)
    case .groups(let groups, _): groups.map(\.whole)
    case .embedded(let file, _): [file]
    }
  }
}

extension DatasetDescription {
  /// The data set with only those published files and groups for whose identifying file `isNeeded` is true.
  public func only(_ isNeeded: (DataFile) -> Bool) -> DatasetDescription {
    let chosen: Source =
      switch source {
      case .published(let files, let mirrors): .published(files.filter { isNeeded($0.compressed) }, mirrors: mirrors)
      case .groups(let groups, let mirrors): .groups(groups.filter { isNeeded($0.whole) }, mirrors: mirrors)
      case .embedded: source
      }
    return DatasetDescription(name: name, summary: summary, attribution: attribution, source: chosen)
  }
}

/// The data sets that the program knows.
public enum DatasetCatalog {
  /// All data sets, in the order of their names.
  public static let all = [DatasetDescription.babiGGNN, .mnist, .optdigits]

  /// The data set called `name`.
  public static func dataset(named name: String) throws(UnknownDataset) -> DatasetDescription {
    guard let description = all.first(where: { $0.name == name }) else { throw UnknownDataset(name: name) }
    return description
  }
}

/// A name that no data set has.
public struct UnknownDataset: Error, CustomStringConvertible {
  /// The name that was given.
  public let name: String

  /// One sentence with the known names.
  public var description: String {
    "no data set is called \(name); the data sets are \(DatasetCatalog.all.map(\.name).joined(separator: ", "))"
  }
}
