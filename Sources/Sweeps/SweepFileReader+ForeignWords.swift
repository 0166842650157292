import Trials
import Yams

/// The words of other systems' sweep files and their equivalents here.
extension SweepFileReader {
  /// Reports the keys of `entries` that belong at the top of other systems' files. Returns whether there is one.
  mutating func reportForeignKeys(_ entries: [Field]) -> Bool {
    let replacements = [
      "parameters": "settings that vary under grid, with their values, and the others under fixed",
      "params": "settings that vary under grid, with their values, and the others under fixed",
      "method": "nothing: every cell of the grid runs with every seed",
      "program": "nothing: the task says what runs", "command": "nothing: the task says what runs",
      "early_terminate": "nothing: every trial runs to its end", "run_cap": "nothing: seeds and grid say how many run",
      "project": "name, which names the folder of results", "entity": "nothing: results stay in a folder of yours",
      "description": "a comment: # …",
    ]
    let before = errors.count
    for entry in entries {
      if let expected = replacements[entry.name] { report(entry, "is no key of a sweep file", expected: expected) }
    }
    return errors.count > before
  }

  /// The equivalent of `field`, a setting's values in another system's form, among the axes or elsewhere. Nil if
  /// `field` is not such a mapping.
  func translation(of field: Field, for setting: Setting, isAxis: Bool) -> (key: String, expected: String)? {
    guard case .mapping(let mapping) = field.node else { return nil }
    let underGrid = isAxis ? "" : ", under grid"
    let entries = mapping.compactMap { key, value in key.scalar.map { (name: $0.string, node: value) } }
    func entry(_ names: [String]) -> (name: String, node: Node)? { entries.first { names.contains($0.name) } }
    if let list = entry(["values", "options", "choices", "choice", "grid_search"]) {
      return (list.name, "the list itself\(underGrid): \(setting.name): \(list.node.flowText)")
    }
    if let value = entry(["value"]) {
      return (value.name, "the value itself\(isAxis ? ", under fixed" : ""): \(setting.name): \(value.node.flowText)")
    }
    if let low = entry(["min", "low", "lower", "start"]), let high = entry(["max", "high", "upper", "stop", "end"]) {
      let step = entry(["step"]).map { ", step: \($0.node.flowText)" }
      let spacing = if case .integer = setting.kind { "" } else { ", steps: 5, scale: linear" }
      let range = "{from: \(low.node.flowText), to: \(high.node.flowText)\(step ?? spacing)}"
      return (low.name, isAxis ? range : "a range\(underGrid): \(setting.name): \(range)")
    }
    return entry(["distribution", "type", "dist"]).map {
      ($0.name, "a list of values or a range {from: …, to: …}\(underGrid)")
    }
  }

  /// Reports `seed` or `seeds` among the axes or the fixed settings of a task without such a setting.
  mutating func reportSeed(_ field: Field, of task: TaskDescription) -> Bool {
    guard ["seed", "seeds"].contains(field.name), task.setting(field.name) == nil else { return false }
    let list =
      field.node.scalar.map { "[\($0.string)]" } ?? (field.node.isListOfWords ? field.node.flowText : "[1, 2, 3]")
    report(field, "seeds are no setting", expected: "seeds: \(list) at the top of the file")
    return true
  }
}

extension Node {
  fileprivate var isListOfWords: Bool {
    guard case .sequence(let sequence) = self else { return false }
    return !sequence.isEmpty && sequence.allSatisfy { $0.scalar != nil }
  }

  /// The node in one line, in the form of a sweep file: `[none, rn]`. Long and nested lists are abbreviated.
  fileprivate var flowText: String {
    switch self {
    case .scalar(let scalar): return scalar.string
    case .sequence(let sequence):
      let texts = sequence.prefix(8).map { $0.scalar?.string ?? "…" }
      return "[\((texts + (sequence.count > 8 ? ["…"] : [])).joined(separator: ", "))]"
    case .mapping, .alias: return "…"
    }
  }
}
