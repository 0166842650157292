import Plans
import Statistics
import Trials

extension Table {
  /// One line per cell: the axes' values, the statistics in full precision, and a column for each seed. Missing values
  /// are empty; the value of a diverged trial is `nan`. `best` is `TableCell.isAmongBest`.
  var csv: String {
    let fixedNames = ["metric", "mean", "standardError", "n", "planned", "diverged", "best"]
    let header = axes.map(columnName) + fixedNames + seeds.map { "seed \($0)" }
    let lines = cells.map { cell in
      let bySeed = Dictionary(cell.samples.map { ($0.seed, $0.value) }, uniquingKeysWith: { first, _ in first })
      let statistics = [
        metric.name, cell.sample.map { "\($0.mean)" } ?? "", cell.sample?.standardError.map { "\($0)" } ?? "",
        "\(cell.count)", "\(cell.planned)", "\(cell.diverged)", "\(cell.isAmongBest)",
      ]
      return axes.map { axis in cell.coordinates.first { $0.axis == axis.name }?.value.description ?? "" } + statistics
        + seeds.map { seed in bySeed[seed].map { $0.map { "\($0)" } ?? "nan" } ?? "" }
    }
    return ([header] + lines).map { $0.map(csvField).joined(separator: ",") + "\n" }.joined()
  }

  /// A list with one object per cell: the axes' values by name, `metric`, `mean`, `standardError`, `n`, `planned`,
  /// `diverged`, `best`, and `samples` by seed. Missing values are null; the value of a diverged trial is the text
  /// `nan`.
  var json: String {
    let objects = cells.map { cell in
      let coordinates = cell.coordinates.map { (columnName($0.axis), JSONValue($0.value)) }
      return JSONValue.object(
        coordinates + [
          ("metric", .text(metric.name)),
          ("mean", cell.sample.map { .number($0.mean) } ?? .null),
          ("standardError", cell.sample?.standardError.map { .number($0) } ?? .null),
          ("n", .integer(cell.count)),
          ("planned", .integer(cell.planned)),
          ("diverged", .integer(cell.diverged)),
          ("best", .boolean(cell.isAmongBest)),
          ("samples", .object(cell.samples.map { (String($0.seed), $0.value.map { .number($0) } ?? .text("nan")) })),
        ])
    }
    return objects.isEmpty ? "[]\n" : "[\n" + objects.map { "  \($0)" }.joined(separator: ",\n") + "\n]\n"
  }

  /// The column's name for an axis: the axis' own, unless a statistic has that name.
  private func columnName(_ axis: Axis) -> String { columnName(axis.name) }

  private func columnName(_ axis: String) -> String {
    let taken = ["metric", "mean", "standardError", "n", "planned", "diverged", "best", "samples"]
    return taken.contains(axis) ? "axis.\(axis)" : axis
  }
}
