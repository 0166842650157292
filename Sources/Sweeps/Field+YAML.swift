import Yams

extension Field {
  /// The root of the document in `yaml`. Throws if the text is not one well-formed YAML document.
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
      // The scanner stops at a tab without naming it.
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
