/// Lines over an axis, each the mean of several runs with its spread.
struct Chart: Sendable {
  /// One line and its spread.
  struct Line: Sendable {
    /// What stands at its end.
    let label: String
    /// Its points from left to right.
    let points: [Point]
    /// The line's place in the palette, the same for the same thing in every chart of a report.
    let style: Int
    /// How the spread is drawn.
    var spread = Spread.band
  }

  /// How a line's spread is drawn.
  enum Spread: Sendable {
    /// As a band around the line.
    case band
    /// As a whisker at each point, which is a disc.
    case whiskers
  }

  /// A point of a line; the band is nil where a mean has no spread.
  struct Point: Sendable, Equatable {
    let x: Double
    let y: Double
    let band: ClosedRange<Double>?
  }

  /// A mark on an axis and what stands beside it.
  struct Tick: Sendable, Equatable {
    let value: Double
    let text: String
  }

  /// What stands above the chart; empty where nothing has to.
  let title: String
  /// What is counted to the right.
  let xLabel: String
  /// What is measured, with its unit.
  let yLabel: String
  /// The lines, in the order in which people named them.
  let lines: [Line]
  /// The scale to the right.
  let x: ChartScale
  /// The scale upwards.
  let y: ChartScale
  /// Width of the picture in units of its own, in which its letters are 12 high.
  let width: Double
  /// The marks to the right; nil for round numbers of the scale.
  var xTicks: [Tick]?
  /// A height at which a line stands out, as 0 where differences are drawn; nil for none.
  var emphasized: Double?
}
