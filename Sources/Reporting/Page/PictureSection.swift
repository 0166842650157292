import FoundationEssentials
import Trials

/// The pictures of all trials: by kind, then by panel and seed, with the cells beside each other.
struct PictureSection {
  let html: String

  init(cells: CellTrials, results: [TrialIdentifier: TrialResult]) throws {
    var names: [String] = []
    for panel in cells.panels {
      for trial in panel.rows.flatMap(\.trials) {
        for picture in results[trial]?.pictures ?? [] where !names.contains(picture.name) { names.append(picture.name) }
      }
    }
    html = try names.map { name in
      let panels = try cells.panels.map { try Self.panel($0, name, results) }
      return "<h3>\(escaped(name))</h3>\n" + panels.joined(separator: "\n")
    }.joined(separator: "\n")
  }

  /// One kind of picture of a panel's cells. Seeds after the first are in a collapsed section.
  private static func panel(
    _ panel: CellTrials.Panel, _ name: String, _ results: [TrialIdentifier: TrialResult]
  ) throws -> String {
    let replicates = panel.rows.map(\.trials.count).max() ?? 0
    var bySeed: [String] = []
    for replicate in 0..<replicates {
      let figures = try panel.rows.compactMap { row -> String? in
        guard replicate < row.trials.count else { return nil }
        let pictures = results[row.trials[replicate]]?.pictures ?? []
        return try pictures.first { $0.name == name }.map { picture in
          try figure(picture, "\(row.label), seed \(row.seeds[replicate])")
        }
      }
      if !figures.isEmpty { bySeed.append("<div class=\"pictures\">\(figures.joined(separator: "\n"))</div>") }
    }
    guard let first = bySeed.first else { return "" }
    let title = panel.title.isEmpty ? "" : "<p class=\"note\"><b>\(escaped(panel.title))</b></p>\n"
    let others = bySeed.dropFirst()
    guard !others.isEmpty else { return title + first }
    let summary = "\(others.count) more \(others.count == 1 ? "seed" : "seeds")"
    return title + first
      + "\n<details><summary>\(summary)</summary>\n\(others.joined(separator: "\n"))</details>"
  }

  private static func figure(_ picture: TrialPicture, _ subject: String) throws -> String {
    let address = "data:image/png;base64," + Data(try picture.png()).base64EncodedString()
    let width = picture.width * picture.usefulMagnification
    return """
      <figure><img src="\(address)" width="\(width)" alt="\(escaped("\(picture.name) of \(subject)"))">\
      <figcaption>\(escaped(subject))</figcaption></figure>
      """
  }
}
