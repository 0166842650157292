import Plans
import Trials

extension Table {
  /// The part of the table where each of these axes has the value that is written so, as `rareClasses` and `7`.
  ///
  /// What is hidden is still compared: marks and tests are those of the whole table. Throws `UnknownName` for an axis or a
  /// value that the sweep does not have, and `UnfitTable` for the axis whose values are compared.
  func restricted(to chosen: [String: String]) throws -> Table {
    try chosen.sorted { $0.key < $1.key }.reduce(self) { try $0.restricted(to: $1.value, of: $1.key) }
  }

  /// The axes of more than one value that a table can be restricted in: all but those whose values are compared.
  var restrictable: [Axis] {
    let compared = (isTransposed ? columns : rows)?.names ?? []
    return axes.filter { $0.values.count > 1 && !compared.contains($0.name) }
  }

  private func restricted(to text: String, of name: String) throws -> Table {
    guard let axis = axes.first(where: { $0.name == name }) else {
      throw UnknownName(kind: "axis", name: name, sweep: sweep, valid: axes.map(\.name))
    }
    guard let value = axis.values.first(where: { $0.description == text }) else {
      throw UnknownName(kind: "\(name)", name: text, sweep: sweep, valid: axis.values.map(\.description))
    }
    guard restrictable.contains(axis) else {
      throw UnfitTable(reason: "compares the values of \(name) and cannot hide one: choose other rows first")
    }
    func holds(_ point: [SettingValue], _ names: [String]) -> Bool {
      zip(names, point).allSatisfy { $0 != name || $1 == value }
    }
    let line = isTransposed ? rows : columns
    let kept = line.map { line in line.points.indices.filter { holds(line.points[$0], line.names) } } ?? [0]
    let facets = facets.filter { facet in facet.coordinates.allSatisfy { $0.axis != name || $0.value == value } }
    return Table(
      sweep: sweep, task: task, metric: metric, rows: isTransposed ? rows?.keeping(kept) : rows,
      columns: isTransposed ? columns : columns?.keeping(kept), isTransposed: isTransposed, reference: reference,
      rules: rules, rowLabels: isTransposed ? kept.map { rowLabels[$0] } : rowLabels,
      columnLabels: isTransposed ? columnLabels : kept.map { columnLabels[$0] }, axes: axes, spread: spread,
      selection: selection, design: design, damaged: damaged, digest: digest, builds: builds,
      facets: facets.map { facet in
        Facet(
          coordinates: facet.coordinates,
          cells: isTransposed ? kept.map { facet.cells[$0] } : facet.cells.map { row in kept.map { row[$0] } },
          lines: kept.map { facet.lines[$0] })
      })
  }
}

extension TableAxis {
  /// The axis with the points at these indices alone.
  fileprivate func keeping(_ indices: [Int]) -> TableAxis {
    TableAxis(name: name, names: names, points: indices.map { points[$0] })
  }
}
