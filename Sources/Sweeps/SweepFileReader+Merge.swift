import Yams

/// YAML's merge key: `<<: *base`, or `<<: [*first, *second]`.
extension SweepFileReader {
  /// The most mappings that a file may merge. Every use counts, because aliases of aliases multiply.
  private static let mostMergedMappings = 1000

  /// The entries of the mapping or mappings that `field`, a merge key in `owner`, names.
  mutating func mergedFields(of field: Field, under owner: Field) -> [Field] {
    let nodes: [Node]
    switch field.node {
    case .mapping: nodes = [field.node]
    case .sequence(let sequence): nodes = Array(sequence)
    case .scalar, .alias: nodes = []
    }
    guard !nodes.isEmpty, nodes.allSatisfy(\.isMapping) else {
      report(field, "merges \(field.kind)", expected: "a mapping or a list of mappings: <<: *name")
      return []
    }
    var entries: [Field] = []
    for node in nodes {
      mergedMappings += 1
      guard mergedMappings <= Self.mostMergedMappings else {
        if mergedMappings == Self.mostMergedMappings + 1 {
          report(field, "merges more than \(Self.mostMergedMappings) mappings", expected: "fewer aliases of aliases")
        }
        return entries
      }
      entries += fields(of: Field(path: owner.path, place: field.place, node: node)) ?? []
    }
    return entries
  }
}

extension Node {
  /// Whether this key is YAML's `<<`, unquoted.
  var isMerge: Bool { tag.description == Tag.Name.merge.rawValue }

  fileprivate var isMapping: Bool {
    if case .mapping = self { true } else { false }
  }
}
