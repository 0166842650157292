/// A picture made of shapes: what every chart is before somebody writes it as SVG.
///
/// Lengths are in units in which letters are 12 high; y grows downwards.
struct Drawing: Sendable {
  /// The picture's width.
  let width: Double
  /// The picture's height.
  let height: Double
  /// What the picture shows, for people who cannot see it.
  let title: String
  /// The shapes, those behind others first.
  var shapes: [Shape] = []
  /// The numbers that the picture shows.
  var data = DataTable(head: [], rows: [])

  /// A place in the picture.
  struct Position: Sendable, Equatable {
    var x: Double
    var y: Double
  }

  /// What is drawn.
  enum Shape: Sendable {
    /// A line through two or more places.
    case line([Position], Stroke)
    /// Outlines that are filled together.
    case area([[Position]], Ink)
    case disc(Position, radius: Double, Ink)
    /// A circle that is not filled.
    case ring(Position, radius: Double, Stroke)
    /// Text whose baseline is at the place.
    case text(String, Position, Font)
  }

  /// A colour.
  enum Ink: Sendable, Equatable {
    /// The colour of text, at this opacity.
    case text(opacity: Double)
    /// The colour of the line in this place of the palette, at this opacity.
    case series(Int, opacity: Double)
    /// A shade from 0, the paper's, to 1, the darkest.
    case shade(Double)
  }

  /// How a line looks.
  struct Stroke: Sendable, Equatable {
    var ink: Ink
    var width = 1.0
    /// Lengths of dashes and gaps, as SVG has them; empty for a solid line.
    var dashes = ""

    /// The line in this place of the palette.
    static func series(_ style: Int, width: Double = 1.6) -> Stroke {
      Stroke(ink: .series(style, opacity: 1), width: width, dashes: Palette.dashes(style))
    }

    /// A line in the text's colour.
    static func thin(opacity: Double) -> Stroke { Stroke(ink: .text(opacity: opacity)) }
  }

  /// How text looks.
  struct Font: Sendable, Equatable {
    enum Anchor: String, Sendable { case start, middle, end }

    var anchor = Anchor.start
    var isBold = false
    var opacity = 1.0
    /// Whether the text stands on a shade dark enough for letters in the paper's colour.
    var isOnDark = false
  }

  /// About the width of a letter.
  static let letterWidth = 6.8

  /// About the width of the longest of `texts`.
  static func width(ofLongest texts: [String]) -> Double { Double(texts.map(\.count).max() ?? 0) * letterWidth }

  /// The beginning of `text` that fits in `width`, with an ellipsis where something is missing.
  static func shortened(_ text: String, to width: Double) -> String {
    let limit = max(2, Int(width / letterWidth))
    return text.count <= limit ? text : text.prefix(limit - 1) + "…"
  }
}
