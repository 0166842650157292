import Plans
import Trials

extension PlanSummary {
  /// The number of cells that `text` lists.
  public static let listedCells = 8

  /// A page of text: the sweep, the number of trials, the number that are done, and the first cells.
  public var text: String {
    let left = plan.trials.count - doneCount
    let results = done == nil ? "\(directory) (nothing there yet)" : directory
    let layout = [
      "rows \(plan.layout.rows)", plan.layout.columns.map { "columns \($0)" },
      plan.layout.reference.map { "reference \($0)" },
    ]
    let sections: [(title: String, lines: [String])] = [
      ("Sweep", [plan.name]),
      ("Task", ["\(task.name) (version \(task.version)): \(task.summary)"]),
      ("Metric", ["\(plan.metric.nameWithUnit), \(plan.metric.direction.rawValue)"]),
      ("Axes", aligned(plan.axes.map { ($0.name, $0.values.map(\.description).joined(separator: " ")) })),
      ("Fixed", aligned(fixedSettings.map { ($0.setting.name, text($0)) })),
      ("Select", selectionLines),
      ("Seeds", ["\(plan.seeds.count): \(plan.seeds.map(String.init).joined(separator: " "))"]),
      ("Table", [layout.compactMap { $0 }.joined(separator: ", ")]),
      ("Results", [results] + (change.map { $0.text.split(separator: "\n").map(String.init) } ?? [])),
      ("Trials", ["\(plan.trials.count): \(doneCount) done, \(left) to run"]),
      ("Cells", cellLines),
    ]
    return sections.filter { !$0.lines.isEmpty }
      .flatMap { section in
        section.lines.enumerated().map { index, line in padded(index == 0 ? section.title : "", to: 9) + line.printable
        }
      }
      .joined(separator: "\n") + "\n"
  }

  private var selectionLines: [String] {
    guard let rule = plan.selectionRule else { return [] }
    let arms = Set(plan.cells.map { $0.coordinates.filter { !rule.axes.contains($0.key) } }).count
    return [
      "\(rule.axes.joined(separator: ", ")) of each arm by \(rule.metric.name), on the seeds below: "
        + "\(counted(plan.cells.count / arms, "candidate")) of each of \(counted(arms, "arm"))",
      "then report \(counted(rule.reportSeeds.count, "seed")) of each arm: "
        + rule.reportSeeds.map(String.init).joined(separator: " "),
    ]
  }

  private func text(_ fixed: FixedSetting) -> String {
    fixed.isUsed ? "\(fixed.value)" + (fixed.isDefault ? " (default)" : "") : "not used"
  }

  private var cellLines: [String] {
    let listed = zip(plan.cells, plan.trialsByCell).prefix(Self.listedCells).map { cell, replicates in
      let done = "\(replicates.count { isDone($0) }) of \(replicates.count) done"
      let same = cell.sameAs.map { ", the trials of \(plan.coordinatesText(of: plan[$0]))" } ?? ""
      return (plan.coordinatesText(of: cell), done + same)
    }
    let others = plan.cells.count - listed.count
    return ["\(plan.cells.count):"] + aligned(listed) + (others > 0 ? ["… and \(others) more"] : [])
  }
}
