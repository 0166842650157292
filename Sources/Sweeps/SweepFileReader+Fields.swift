import Trials
import Yams

extension SweepFileReader {
  /// The entries of a mapping in their order. Reports a field that is not a mapping.
  ///
  /// Merged entries replace the key `<<`. An entry of the mapping itself has precedence over a merged entry of the same
  /// name, and an earlier merged mapping over a later one.
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

  /// The items of a list. Reports a field that is not a list.
  mutating func items(of field: Field, expected: String) -> [Field]? {
    guard case .sequence(let sequence) = field.node else {
      report(field, "\(field.kind) is not a list", expected: expected)
      return nil
    }
    return sequence.map(field.item)
  }

  /// The characters of a single value as written in the file, whatever their meaning in YAML.
  mutating func text(of field: Field, expected: String) -> String? {
    guard case .scalar(let scalar) = field.node, !scalar.string.isEmpty else {
      report(field, "\(field.kind) is not a value", expected: expected)
      return nil
    }
    return scalar.string
  }

  /// `entries` by name. Reports those that are not among `names`.
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

  /// The part called `name`. Reports its absence in `owner`.
  mutating func required(_ name: String, of parts: [String: Field], in owner: Field, expected: String) -> Field? {
    if parts[name] == nil { report(owner.under(name, node: owner.node), "is missing", expected: expected) }
    return parts[name]
  }
}
