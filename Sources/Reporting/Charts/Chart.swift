/// Lines over an axis, each the mean of several runs with its spread.
struct Chart: Sendable {
  /// A line and its spread.
  struct Line: Sendable {
    /// The name at the line's end.
    let label: String
    /// The points from left to right.
    let points: [Point]
    /// The line's index in the palette, the same for the same row in every chart of a report.
    let style: Int
    var spread = Spread.band
  }

  /// How a line's spread is drawn.
  enum Spread: Sendable {
    /// A band around the line.
    case band
    /// A whisker at each point, which is drawn as a disc.
    case whiskers
    /// None: the points are discs, and no line joins them.
    case dots
  }

  /// A point of a line. The band is nil if a mean has no spread.
  struct Point: Sendable, Equatable {
    let x: Double
    let y: Double
    let band: ClosedRange<Double>?
    /// The number of seeds in a mean; nil for other values.
    var count: Int?
    /// Whether a ring stands around the point.
    var isMarked = false
  }

  /// A mark on an axis with its text.
  struct Tick: Sendable, Equatable {
    let value: Double
    let text: String
  }

  /// The text above the chart; empty for none.
  let title: String
  /// The title of the horizontal axis.
  let xLabel: String
  /// The measured quantity with its unit.
  let yLabel: String
  /// The lines, in the table's order.
  let lines: [Line]
  /// The horizontal scale.
  let x: ChartScale
  /// The vertical scale.
  let y: ChartScale
  /// The chart's width, in units in which letters are 12 high.
  let width: Double
  /// The horizontal ticks; nil for round numbers of the scale.
  var xTicks: [Tick]?
  /// The height of an emphasized line, such as 0 for differences; nil for none.
  var emphasized: Double?
}
