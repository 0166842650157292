/// A picture of a figure, drawn by regnorm itself or by Vega-Lite.
protocol FigurePanel: Sendable {
  var drawing: Drawing { get }
  /// The rows of the table that the picture tells of, in their order; empty where colours mean something else.
  var arms: [VegaLiteArms.Arm] { get }
  /// The picture as a view of a Vega-Lite specification. `arms` has the colours of the figure's rows.
  func view(_ arms: VegaLiteArms) -> JSONValue
}
