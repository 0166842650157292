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

/// A place in a text.
struct Place {
  /// The line, from 1.
  let line: Int
  /// The column, from 1.
  let column: Int

  init(line: Int, column: Int = 1) {
    self.line = line
    self.column = column
  }

  init(_ mark: Mark) { self.init(line: mark.line, column: mark.column) }

  init?(_ mark: Mark?) {
    guard let mark else { return nil }
    self.init(mark)
  }
}

extension Field {
  /// The root of the document that `yaml` holds; throws where it is not one well-formed YAML document.
  init(yaml: String, file: String) throws(SweepFileErrors) {
    let root: Node?
    do {
      root = try compose(yaml: yaml)
    } catch {
      throw SweepFileErrors([Self.explain(error, in: yaml, file: file)])
    }
    guard let root else {
      throw SweepFileErrors([
        SweepFileError(
          file: file, line: 1, column: 1, key: "", message: "is empty; expected a sweep: task, seeds, grid")
      ])
    }
    self.init(path: [], place: Place(root.mark) ?? Place(line: 1), node: root)
  }

  private static func explain(_ cause: any Error, in yaml: String, file: String) -> SweepFileError {
    func error(at place: Place, key: String = "", _ message: String) -> SweepFileError {
      SweepFileError(file: file, line: place.line, column: place.column, key: key, message: message)
    }
    switch cause as? YamlError {
    case .duplicatedKeysInMapping(let duplicates, let context):
      return error(
        at: Place(context.mark), key: duplicates.joined(separator: ", "),
        "is stated more than once in this mapping, first here; keep one")
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let during = context.map { "\($0.text) (line \($0.mark.line)), " } ?? ""
      let lines = yaml.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      let line = lines.indices.contains(mark.line - 1) ? lines[mark.line - 1] : ""
      // The scanner stops at a tab and does not name it.
      let advice = line.prefix { $0 == " " || $0 == "\t" }.contains("\t") ? "; indent with spaces, not with tabs" : ""
      return error(at: Place(mark), "is not valid YAML: \(during)\(problem)\(advice)")
    case .reader(let problem, let offset, _, let yaml):
      let line = 1 + yaml.prefix(offset ?? 0).count { $0.isNewline }
      return error(at: Place(line: line), "is not valid YAML: \(problem)")
    default:
      return error(at: Place(line: 1), "is not valid YAML: \(cause)")
    }
  }
}
