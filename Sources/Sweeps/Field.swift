import Yams

/// A node of a sweep file with the keys that lead to the node and its place in the text.
struct Field {
  /// The keys that lead to the node, each whole.
  let path: [String]
  /// The node's place in the text: the key of a mapping's entry, the item of a list.
  let place: Place
  let node: Node

  /// The last key, whole; empty at the root.
  var name: String { path.last ?? "" }

  /// The keys in the form of errors: joined by dots, with quotes around a key that is empty or contains a dot.
  var key: String {
    path.map { $0.isEmpty || $0.contains(".") ? "\"\($0)\"" : $0 }.joined(separator: ".")
  }

  /// The kind of node, for messages.
  var kind: String {
    switch node {
    case .mapping: "a mapping"
    case .sequence: "a list"
    case .scalar(let scalar): scalar.string.isEmpty ? "nothing" : scalar.string
    case .alias: "an alias"
    }
  }

  /// A field with the key `name` under this one, by default with this field's place.
  func under(_ name: String, place: Place? = nil, node: Node) -> Field {
    Field(path: path + [name], place: place ?? self.place, node: node)
  }

  /// An item of this list, with this field's key and a place of its own.
  func item(_ node: Node) -> Field { Field(path: path, place: Place(node.mark) ?? place, node: node) }
}
