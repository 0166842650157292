/// A picture made of shapes, which every chart becomes before it is written as SVG.
///
/// Lengths are in units in which letters are 12 high; y grows downwards.
struct Drawing: Sendable {
  let width: Double
  let height: Double
  /// A description for people who cannot see the picture.
  let title: String
  /// The shapes, from back to front.
  var shapes: [Shape] = []
  /// The numbers that the picture shows.
  var data = DataTable(head: [], rows: [])

  struct Position: Sendable, Equatable {
    var x: Double
    var y: Double
  }

  enum Shape: Sendable {
    /// A line through two or more positions.
    case line([Position], Stroke)
    /// Outlines that are filled together.
    case area([[Position]], Ink)
    case disc(Position, radius: Double, Ink)
    /// A circle that is not filled.
    case ring(Position, radius: Double, Stroke)
    /// Text whose baseline starts, or is centred or ends, at the position.
    case text(String, Position, Font)
  }

  /// A colour.
  enum Ink: Sendable, Equatable {
    /// The text's colour, at this opacity.
    case text(opacity: Double)
    /// The colour at this index of the palette, at this opacity.
    case series(Int, opacity: Double)
    /// A shade from 0, the paper's, to 1, the darkest.
    case shade(Double)
  }

  /// The style of a line.
  struct Stroke: Sendable, Equatable {
    var ink: Ink
    var width = 1.0
    /// The lengths of dashes and gaps, as SVG has them; empty for a solid line.
    var dashes = ""

    /// The line style at this index of the palette.
    static func series(_ style: Int, width: Double = 1.6) -> Stroke {
      Stroke(ink: .series(style, opacity: 1), width: width, dashes: Palette.dashes(style))
    }

    /// A line in the text's colour.
    static func thin(opacity: Double) -> Stroke { Stroke(ink: .text(opacity: opacity)) }
  }

  /// The style of text.
  struct Font: Sendable, Equatable {
    enum Anchor: String, Sendable { case start, middle, end }

    var anchor = Anchor.start
    var isBold = false
    var opacity = 1.0
    /// Whether the text is on a dark shade and needs light letters.
    var isOnDark = false
    /// Whether the paper shows around the letters, which then stand out from lines under them.
    var hasHalo = false
  }

  /// The approximate width of a letter.
  static let letterWidth = 6.8

  /// The approximate width of the longest of `texts`.
  static func width(ofLongest texts: [String]) -> Double { Double(texts.map(\.count).max() ?? 0) * letterWidth }

  /// The beginning of `text` that fits into `width`, with an ellipsis if it was cut.
  static func shortened(_ text: String, to width: Double) -> String {
    let limit = max(2, Int(width / letterWidth))
    return text.count <= limit ? text : text.prefix(limit - 1) + "…"
  }
}
