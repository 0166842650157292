import Plans
import Statistics
import Trials

/// The seeds of each row as dots on a line, with means and intervals.
struct SeedDots: Sendable {
  struct Line: Sendable {
    let label: String
    let values: [Double]
    let sample: Sample?
    let diverged: Int
    let style: Int

    /// The 95 % interval of the mean.
    var interval: ClosedRange<Double>? { sample?.meanInterval(at: .fivePercent)?.range }
  }

  let title: String
  let axis: String
  let lines: [Line]
  let scale: ChartScale

  /// A panel for each column of each facet that has results.
  static func panels(of table: Table) -> [SeedDots] {
    table.columnsOfFacets.compactMap { title, cells in
      let lines = cells.enumerated().compactMap { row, cell in
        cell.map {
          Line(
            label: table.rowLabels[row], values: $0.samples.compactMap(\.value), sample: $0.sample,
            diverged: $0.diverged,
            style: row)
        }
      }
      let values = lines.flatMap(\.values)
      guard !values.isEmpty else { return nil }
      let scale = ChartScale.measured(values, bands: lines.compactMap { $0.interval })
      return SeedDots(
        title: title, axis: table.metric.nameWithUnit + (scale.isLogarithmic ? ", logarithmic" : ""), lines: lines,
        scale: scale)
    }
  }

  var drawing: Drawing {
    let lineHeight = 22.0
    let left = 12 + Drawing.width(ofLongest: lines.map(\.label))
    let right = left + 340
    let top = title.isEmpty ? 6.0 : 26
    let bottom = top + Double(lines.count) * lineHeight + 4
    func across(_ value: Double) -> Double { left + scale.position(value) * (right - left) }
    func at(_ x: Double, _ y: Double) -> Drawing.Position { Drawing.Position(x: x, y: y) }

    let ticks = scale.ticks(about: 5)
    var shapes: [Drawing.Shape] = [.text(title, at(0, 13), Drawing.Font(isBold: true))]
    for tick in ticks {
      shapes.append(.line([at(across(tick), top), at(across(tick), bottom)], .thin(opacity: 0.13)))
      shapes.append(.text(scale.text(tick, among: ticks), at(across(tick), bottom + 16), .soft(.middle)))
    }
    shapes.append(.text(axis, at((left + right) / 2, bottom + 32), .soft(.middle)))
    for (place, line) in lines.enumerated() {
      let middle = top + (Double(place) + 0.5) * lineHeight
      shapes.append(.text(line.label, at(0, middle + 4), Drawing.Font()))
      shapes += line.values.map { .disc(at(across($0), middle), radius: 3, .series(line.style, opacity: 0.45)) }
      if let sample = line.sample {
        if let range = line.interval {
          let ends = [at(across(range.lowerBound), middle + 7), at(across(range.upperBound), middle + 7)]
          shapes.append(.line(ends, Drawing.Stroke(ink: .series(line.style, opacity: 1), width: 1.4)))
        }
        let mean = across(sample.mean)
        let tick = Drawing.Stroke(ink: .series(line.style, opacity: 1), width: 2.4)
        shapes.append(.line([at(mean, middle + 3), at(mean, middle + 10)], tick))
      }
      if line.diverged > 0 {
        shapes.append(.text("\(line.diverged) diverged", at(right + 8, middle + 4), .soft()))
      }
    }
    return Drawing(
      width: right + 16 + Drawing.width(ofLongest: ["99 diverged"]), height: bottom + 40,
      title: "\(title.isEmpty ? "" : title + ": ")\(axis) of every seed: \(lines.map(\.label).joined(separator: ", "))",
      shapes: shapes,
      data: DataTable(
        head: ["", "mean with its 95 % interval", "seeds"],
        rows: lines.map { line in
          let diverged = line.diverged > 0 ? ["\(line.diverged) diverged"] : []
          return [
            line.label, line.sample.map { DataTable.text($0.mean, line.interval) } ?? "",
            (line.values.map { DataTable.text($0) } + diverged).joined(separator: ", "),
          ]
        }, arms: lines.map(\.style)))
  }
}

extension Table {
  /// Every column of every facet, with its title and its cells from the first row to the last.
  var columnsOfFacets: [(title: String, cells: [TableCell?])] {
    facets.flatMap { facet in
      columnLabels.indices.map { column in
        let names = facet.coordinates.map { "\($0.axis) = \($0.value)" }
        let own = columns.map { ["\($0.name) = \(columnLabels[column])"] } ?? []
        return ((names + own).joined(separator: ", "), facet.cells.map { $0[column] })
      }
    }
  }
}
