import Coordination
import Digests
import Plans
import Results
import Trials

/// What was run, where and by which build, and what failed.
struct RunSection {
  private let sweep: SweepRecord
  private let task: TaskDescription?
  private let timeline: String

  init(of sweep: SweepRecord, task: TaskDescription?, figures: FigureSource) throws {
    self.sweep = sweep
    self.task = task
    timeline = try FigureSection.html(.timeline, of: figures)
  }

  var html: String {
    [settings, origins, timeline, failures].filter { !$0.isEmpty }.joined(separator: "\n")
  }

  /// The axes with their values, the seeds, and, in a collapsed section, the settings that are the same in every trial.
  private var settings: String {
    let plan = sweep.plan
    let axes = plan.axes.map { ($0.name, $0.values.map(\.description).joined(separator: ", ")) }
    let seeds = [("seeds", plan.seeds.map(String.init).joined(separator: ", "))]
    var html = "<h3>Swept</h3>\n" + list(axes + seeds)
    let fixed = fixedSettings
    if !fixed.isEmpty {
      html += "\n<details><summary>Settings that are the same in every trial</summary>\n\(list(fixed))</details>"
    }
    return html
  }

  /// The fixed settings that some trial uses. Without the task, those that all trials state alike.
  private var fixedSettings: [(String, String)] {
    if let task {
      return sweep.plan.fixedSettings(of: task).filter(\.isUsed).map { ($0.setting.name, $0.value.description) }
        .sorted { $0.0 < $1.0 }
    }
    guard let first = sweep.plan.trials.first?.specification.settings else { return [] }
    let axes = Set(sweep.plan.axes.map(\.name))
    let same = first.filter { name, value in
      !axes.contains(name) && sweep.plan.trials.allSatisfy { $0.specification.settings[name] == value }
    }
    return same.sorted { $0.key < $1.key }.map { ($0.key, $0.value.description) }
  }

  private var origins: String {
    guard !sweep.origins.isEmpty else { return "" }
    let rows = sweep.origins.map { origin in
      let from = origin.provenance
      return [
        from.host, from.processor, from.system, from.version, String(from.build.description.prefix(12)), from.kernels,
        "\(origin.results)",
      ]
    }
    let builds = Set(sweep.origins.map(\.provenance.build)).count
    let note = builds > 1 ? "<p class=\"note\">Results come from \(builds) different builds.</p>\n" : ""
    return "<h3>Hosts and builds</h3>\n" + note
      + table(["host", "processor", "system", "version", "build", "kernels", "results"], rows)
  }

  private var failures: String {
    guard !sweep.failures.isEmpty else { return "" }
    return "<h3>Last attempts without a result</h3>\n" + FailureList(sweep.failures).html
  }

  private func list(_ pairs: [(String, String)]) -> String {
    let rows = pairs.map { name, value in
      #"<tr><th scope="row">\#(escaped(name))</th><td class="long">\#(escaped(value))</td></tr>"#
    }
    return "<div class=\"wide\"><table><tbody>\(rows.joined(separator: "\n"))</tbody></table></div>"
  }

  private func table(_ names: [String], _ rows: [[String]]) -> String {
    let head = names.map { #"<th class="text" scope="col">\#($0)</th>"# }.joined()
    let body = rows.map { row in "<tr>" + row.map { "<td class=\"long\">\(escaped($0))</td>" }.joined() + "</tr>" }
    return """
      <div class="wide"><table><thead><tr>\(head)</tr></thead>
      <tbody>\(body.joined(separator: "\n"))</tbody></table></div>
      """
  }
}
