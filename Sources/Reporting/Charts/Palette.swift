/// Colours that people with any kind of colour vision tell apart, on light and on dark paper: those of Okabe and Ito
/// without the yellow, which vanishes on white, and with a lighter blue, which else vanishes on black. The first is that of
/// the text; lines beyond the seventh are dashed.
enum Palette {
  /// nil: the text's.
  private static let colors = [nil, "#d55e00", "#1a7fc1", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"]
  private static let dashes = ["", "6 3", "2 3", "8 3 2 3"]

  /// How many lines can be told apart.
  static let count = colors.count * dashes.count

  /// The line's colour; nil for that of the text.
  static func color(_ style: Int) -> String? { colors[style % colors.count] }

  /// The line's pattern as SVG has it; empty for a solid one.
  static func dashes(_ style: Int) -> String { dashes[style / colors.count % dashes.count] }
}
