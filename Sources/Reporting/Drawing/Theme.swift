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

  /// The colour of text on a dark shade.
  static let textOnDark = "#ffffff"

  /// The SVG attributes of `ink` for `property`, `fill` or `stroke`.
  func attributes(_ property: String, _ ink: Drawing.Ink) -> String {
    let (color, opacity) =
      switch ink {
      case .text(let opacity): (text, opacity)
      case .series(let style, let opacity): (Palette.color(style) ?? text, opacity)
      // One hue over the paper, so that the shade is visible on light and on dark.
      case .shade(let darkness): ("#0b5f9e", min(1, max(0, darkness)))
      }
    return #" \#(property)="\#(color)""# + (opacity < 1 ? #" \#(property)-opacity="\#(shortDecimal(opacity))""# : "")
  }
}
