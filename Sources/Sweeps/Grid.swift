import Plans
import Trials

/// The product of a sweep file's dimensions, before exclusions.
struct Grid {
  /// The dimensions in the order of the sweep file; the last varies fastest.
  let dimensions: [Dimension]

  /// Axes that advance together, or one axis alone.
  struct Dimension {
    /// The names of the axes.
    let names: [String]
    /// The points, each with a value for every one of `names`.
    let points: [[SettingValue]]
  }

  /// Every axis with its distinct values, in the order of the file.
  var axes: [Axis] {
    dimensions.flatMap { dimension in
      dimension.names.enumerated().map { index, name in
        var seen: Set<SettingValue> = []
        return Axis(name: name, values: dimension.points.map { $0[index] }.filter { seen.insert($0).inserted })
      }
    }
  }

  /// The number of points times `replicates`, computed without expanding the grid; at most `Int.max`.
  func size(replicates: Int) -> Int {
    dimensions.reduce(replicates) { product, dimension in
      let (result, overflow) = product.multipliedReportingOverflow(by: dimension.points.count)
      return overflow ? .max : result
    }
  }

  /// Every point of the grid by axis name.
  var points: [[String: SettingValue]] {
    dimensions.reduce([[:]]) { partial, dimension in
      partial.flatMap { coordinates in
        dimension.points.map { point in
          coordinates.merging(zip(dimension.names, point)) { _, new in new }
        }
      }
    }
  }
}
