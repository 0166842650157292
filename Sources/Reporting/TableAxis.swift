import Plans
import Trials

/// What the rows or the columns of a table run over: an axis and the axes that advance together with it, as one.
public struct TableAxis: Sendable {
  /// The name of the axis, which stands for those that advance together with it.
  public let name: String
  /// The names of the axis and of those that advance together with it.
  let names: [String]
  /// The points that the grid has, each with a value for every one of `names`.
  let points: [[SettingValue]]

  /// The axis' value at each point.
  var values: [SettingValue] { points.map { $0[0] } }

  /// What the points are called: the axis' value, and those of the others: `rn (learningRate=0.1)`.
  public var labels: [String] {
    points.map { point in
      let others = zip(names, point).dropFirst().map { "\($0)=\($1)" }
      return others.isEmpty ? point[0].description : "\(point[0]) (\(others.joined(separator: ", ")))"
    }
  }

  /// The places of the points at which the axis has this value, in the words of a sweep file.
  func places(of value: String) -> [Int] { points.indices.filter { points[$0][0].description == value } }

  /// The place of the point that a cell has; nil where one of the axes has no value there.
  func point(of coordinates: [String: SettingValue]) -> [SettingValue]? {
    let values = names.compactMap { coordinates[$0] }
    return values.count == names.count ? values : nil
  }
}

extension TableAxis {
  /// The axis of `plan` with those of its zip group or, where it is in none, with the axes that its values settle.
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
    // A zip's points stand in the order of the file, others in that of the axis' values.
    self.points =
      zip != nil
      ? points
      : points.sorted { axis.values.firstIndex(of: $0[0]) ?? 0 < axis.values.firstIndex(of: $1[0]) ?? 0 }
  }
}

extension Plan {
  /// The axes of which every value of `axis` settles the value: all cells with one value of `axis` have one of theirs.
  fileprivate func axesSettled(by axis: Axis) -> [String] {
    axes.filter { other in
      other != axis && other.values.count > 1
        && Dictionary(grouping: cells) { $0.coordinates[axis.name] }.values.allSatisfy { alike in
          Set(alike.map { $0.coordinates[other.name] }).count == 1
        }
    }.map(\.name)
  }
}
