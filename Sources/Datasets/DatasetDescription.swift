/// What is known of a data set without looking at a disk.
public struct DatasetDescription: Sendable {
  /// Where a data set comes from.
  public enum Source: Sendable {
    /// Files that mirrors serve; each mirror is a base address that file names are appended to.
    case published([PublishedFile], mirrors: [String])
    /// Groups of plain files that mirrors serve under the same base addresses.
    case groups([FileGroup], mirrors: [String])
    /// Bytes that are part of the program, and what decodes them.
    case embedded(DataFile, bytes: @Sendable () -> [UInt8])
  }

  /// The name: `mnist`.
  public let name: String
  /// One line that says what the data are.
  public let summary: String
  /// Who made the data, and the licence they are under.
  public let attribution: String
  /// Where the data come from.
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
  /// The data set with only those published files and groups that `isNeeded`, by what identifies them.
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

/// Every data set there is.
public enum DatasetCatalog {
  /// All data sets, in the order of their names.
  public static let all = [DatasetDescription.babiGGNN, .mnist, .optdigits]

  /// The data set called `name`.
  public static func dataset(named name: String) throws(UnknownDataset) -> DatasetDescription {
    guard let description = all.first(where: { $0.name == name }) else { throw UnknownDataset(name: name) }
    return description
  }
}

/// A data set that does not exist.
public struct UnknownDataset: Error, CustomStringConvertible {
  /// The name that was given.
  public let name: String

  /// One sentence with the names that exist.
  public var description: String {
    "there is no data set \(name); there are \(DatasetCatalog.all.map(\.name).joined(separator: ", "))"
  }
}
