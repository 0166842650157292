import Trials
import Yams

extension SweepFileReader {
  /// The entries of a mapping in their order; reports a field that is none.
  ///
  /// Entries that `<<` merges stand in its place. An entry that the mapping states itself comes before a merged one of the
  /// same name, and of several merged mappings the first comes first.
  mutating func fields(of field: Field) -> [Field]? {
    guard case .mapping(let mapping) = field.node else {
      report(field, "\(field.kind) is no mapping", expected: "key: value")
      return nil
    }
    var taken = Set(mapping.keys.filter { !$0.isMerge }.compactMap { $0.scalar?.string })
    var entries: [Field] = []
    for (key, value) in mapping {
      guard case .scalar(let scalar) = key else {
        report(field.item(key), "a key is not a word", expected: "a mapping, key: value")
        continue
      }
      let entry = field.under(scalar.string, place: Place(scalar.mark), node: value)
      if key.isMerge {
        entries += mergedFields(of: entry, under: field).filter { taken.insert($0.name).inserted }
      } else {
        entries.append(entry)
      }
    }
    return entries
  }

  /// The items of a list; reports a field that is none.
  mutating func items(of field: Field, expected: String) -> [Field]? {
    guard case .sequence(let sequence) = field.node else {
      report(field, "\(field.kind) is not a list", expected: expected)
      return nil
    }
    return sequence.map(field.item)
  }

  /// The characters of a single value as they stand in the file, whatever YAML would make of them.
  mutating func text(of field: Field, expected: String) -> String? {
    guard case .scalar(let scalar) = field.node, !scalar.string.isEmpty else {
      report(field, "\(field.kind) is not a value", expected: expected)
      return nil
    }
    return scalar.string
  }

  /// `entries` by name; reports those that are not among `names`.
  mutating func known(_ entries: [Field], among names: [String], of owner: String) -> [String: Field] {
    var result: [String: Field] = [:]
    for entry in entries {
      if names.contains(entry.name) {
        result[entry.name] = entry
      } else {
        report(entry, "is no key of \(owner)", name: entry.name, among: names)
      }
    }
    return result
  }

  /// The part called `name`; reports its absence in `owner`.
  mutating func required(_ name: String, of parts: [String: Field], in owner: Field, expected: String) -> Field? {
    if parts[name] == nil { report(owner.under(name, node: owner.node), "is missing", expected: expected) }
    return parts[name]
  }
}
