import Plans
import Trials

/// The rows or the columns of a table: an axis, combined with the axes that advance together with it.
public struct TableAxis: Sendable {
  /// The name of the leading axis.
  public let name: String
  /// The name of the leading axis, then those of the axes that advance together with it.
  let names: [String]
  /// The points of the grid, each with a value for every one of `names`.
  let points: [[SettingValue]]

  /// The leading axis' value at each point.
  var values: [SettingValue] { points.map { $0[0] } }

  /// The labels of the points: the leading axis' value, and those of the others: `rn (learningRate=0.1)`.
  public var labels: [String] {
    points.map { point in
      let others = zip(names, point).dropFirst().map { "\($0)=\($1)" }
      return others.isEmpty ? point[0].description : "\(point[0]) (\(others.joined(separator: ", ")))"
    }
  }

  /// The indices of the points at which the leading axis has this value, as the sweep file writes it.
  func places(of value: String) -> [Int] { points.indices.filter { points[$0][0].description == value } }

  /// The point of a cell with these coordinates; nil if one of the axes has no value there.
  func point(of coordinates: [String: SettingValue]) -> [SettingValue]? {
    let values = names.compactMap { coordinates[$0] }
    return values.count == names.count ? values : nil
  }
}

extension TableAxis {
  /// The axis of `plan` combined with its zip group or, without one, with the axes whose values it settles.
  init(_ axis: Axis, of plan: Plan) {
    name = axis.name
    let zip = plan.layout.zips.first { $0.contains(axis.name) }
    let others = zip ?? plan.axesSettled(by: axis)
    let names = [axis.name] + others.filter { $0 != axis.name }
    self.names = names
    var seen: Set<[SettingValue]> = []
    let points = plan.cells.map { cell in names.compactMap { cell.coordinates[$0] } }.filter { point in
      point.count == names.count && seen.insert(point).inserted
    }
    // A zip's points have the file's order, others the order of the axis' values.
    self.points =
      zip != nil
      ? points
      : points.sorted { axis.values.firstIndex(of: $0[0]) ?? 0 < axis.values.firstIndex(of: $1[0]) ?? 0 }
  }
}

extension Plan {
  /// The axes whose value is settled by the value of `axis`: all cells with the same value of `axis` agree in theirs.
  fileprivate func axesSettled(by axis: Axis) -> [String] {
    axes.filter { other in
      other != axis && other.values.count > 1
        && Dictionary(grouping: cells) { $0.coordinates[axis.name] }.values.allSatisfy { alike in
          Set(alike.map { $0.coordinates[other.name] }).count == 1
        }
    }.map(\.name)
  }
}
