/// The colours of a drawing.
enum Theme: Sendable {
  /// The colours of the surrounding page, light or dark like the reader's system.
  case page
  /// Dark on white, for paper and for programs that show a picture alone.
  case light
  /// Light on dark.
  case dark

  /// The paper's colour; nil if the page has one.
  var paper: String? {
    switch self {
    case .page: nil
    case .light: "#ffffff"
    case .dark: "#15171a"
    }
  }

  /// The colour of text.
  var text: String {
    switch self {
    case .page: "currentColor"
    case .light: "#1b1d21"
    case .dark: "#e8eaed"
    }
  }

  /// The attributes of letters with the paper around them. A page's style has them, because it knows the paper.
  var halo: String {
    paper.map { #" paint-order="stroke" stroke="\#($0)" stroke-width="3" stroke-linejoin="round""# }
      ?? #" class="halo""#
  }

  /// The darkest shade: one hue over the paper, so that shades are visible on light and on dark.
  static let shade = "#0b5f9e"

  /// Three tenths of it over white.
  static let lightShade = "#b6cfe2"

  /// The colour of text on a dark shade.
  static let textOnDark = "#ffffff"

  /// The SVG attributes of `ink` for `property`, `fill` or `stroke`.
  func attributes(_ property: String, _ ink: Drawing.Ink) -> String {
    let (color, opacity) =
      switch ink {
      case .text(let opacity): (text, opacity)
      case .series(let style, let opacity): (Palette.color(style) ?? text, opacity)
      case .shade(let darkness): (Self.shade, min(1, max(0, darkness)))
      }
    var arm = ""
    // What a page's script highlights together.
    if case .page = self, case .series(let style, _) = ink { arm = #" data-arm="\#(style)""# }
    return arm + #" \#(property)="\#(color)""#
      + (opacity < 1 ? #" \#(property)-opacity="\#(shortDecimal(opacity))""# : "")
  }
}
