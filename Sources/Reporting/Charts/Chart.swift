/// Lines over steps, each the mean of several runs with a band around it: what an SVG picture is drawn from.
struct Chart: Sendable {
  /// One line and its band.
  struct Line: Sendable {
    /// What stands at its end.
    let label: String
    /// Its points from left to right.
    let points: [Point]
    /// The line's place in the palette, the same for the same thing in every chart of a report.
    let style: Int
  }

  /// A point of a line; the band is nil where a mean has no spread.
  struct Point: Sendable, Equatable {
    let x: Double
    let y: Double
    let band: ClosedRange<Double>?
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
}
