import Plans
import Trials

/// The order of facets: the order of values in the sweep file.
extension [Axis] {
  /// Whether `left` comes before `right` by the order of values in the sweep file, the first axis first.
  func order(_ left: [Table.Coordinate], _ right: [Table.Coordinate]) -> Bool {
    func ranks(_ coordinates: [Table.Coordinate]) -> [Int] {
      coordinates.map { coordinate in
        first { $0.name == coordinate.axis }?.values.firstIndex(of: coordinate.value) ?? 0
      }
    }
    return ranks(left).lexicographicallyPrecedes(ranks(right))
  }
}
