public import Trials

extension TaskDescription {
  /// One line for each task: its name and its summary.
  public static func list(_ tasks: [TaskDescription]) -> String {
    guard !tasks.isEmpty else { return "This build knows no tasks.\n" }
    return aligned(tasks.map { ($0.name, $0.summary) }).joined(separator: "\n") + "\n"
  }

  /// Every setting with its values, its default, its help and the meanings of its choices, and every metric with its
  /// direction.
  public var help: String {
    var lines = ["\(name) (version \(version)): \(summary)", "", "Settings:"]
    for setting in settings {
      let value = setting.defaultValue.map { "default \($0)" } ?? "no default: must be stated"
      lines += ["  \(setting.name)", "      \(setting.help)", "      \(setting.expectation); \(value)"]
      if case .choice(let names) = setting.kind {
        lines += aligned(names.compactMap { name in setting.meanings[name].map { (name, $0) } }).map { "        " + $0 }
      }
    }
    lines += ["", "Metrics, the first the usual one:"]
    lines += aligned(metrics.map { ($0.nameWithUnit, "\($0.direction.rawValue): \($0.help)") }).map { "  " + $0 }
    return lines.joined(separator: "\n") + "\n"
  }
}
