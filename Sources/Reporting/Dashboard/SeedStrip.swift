import Statistics
import Trials

/// A cell's seeds as dots on a line so short that it stands beside a number; cells that a table compares have one scale.
struct SeedStrip {
  private let scale: ChartScale?

  /// The strips of cells that are compared with each other.
  init(of cells: [TableCell?]) {
    let values = cells.flatMap { $0?.samples.compactMap(\.value) ?? [] }.filter(\.isFinite)
    scale = values.isEmpty ? nil : .linear(values)
  }

  /// The strip of a cell; empty where it has no values.
  func svg(_ cell: TableCell) -> String {
    let values = cell.samples.compactMap(\.value).filter(\.isFinite)
    guard let scale, !values.isEmpty else { return "" }
    // A piece of a path without length is a dot where its ends are round.
    let dots = values.map { "M\(shortDecimal(4 + scale.position($0) * 56)),5h0" }.joined()
    return
      #"<svg class="strip" viewBox="0 0 64 10" width="64" height="10" aria-hidden="true"><path d="\#(dots)"/></svg>"#
  }
}
