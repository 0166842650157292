import Yams

/// A node of a sweep file with the keys that lead to it and the place where it is written.
struct Field {
  /// The keys that lead here, each whole.
  let path: [String]
  /// Where it is written: a mapping's entry where its key is, an item of a list where the item is.
  let place: Place
  let node: Node

  /// The last of the keys, whole; empty at the root.
  var name: String { path.last ?? "" }

  /// The keys that lead here as errors name them: joined by dots, in quotes where a key is empty or has a dot of its own.
  var key: String {
    path.map { $0.isEmpty || $0.contains(".") ? "\"\($0)\"" : $0 }.joined(separator: ".")
  }

  /// What kind of node this is, in words.
  var kind: String {
    switch node {
    case .mapping: "a mapping"
    case .sequence: "a list"
    case .scalar(let scalar): scalar.string.isEmpty ? "nothing" : scalar.string
    case .alias: "an alias"
    }
  }

  /// The place of `child`, by default this field's own, under the key `name`.
  func under(_ name: String, place: Place? = nil, node: Node) -> Field {
    Field(path: path + [name], place: place ?? self.place, node: node)
  }

  /// An item of this list: it has this field's key and a place of its own.
  func item(_ node: Node) -> Field { Field(path: path, place: Place(node.mark) ?? place, node: node) }
}
