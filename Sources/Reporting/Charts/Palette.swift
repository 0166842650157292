/// Colours that people with any kind of colour vision can tell apart on light and dark paper. The palette is that of
/// Okabe and Ito without the yellow, which is invisible on white, and with a lighter blue, because the original is
/// invisible on black. The first colour is that of the text. Lines beyond the seventh are dashed.
enum Palette {
  /// Nil is the text's colour.
  private static let colors = [nil, "#d55e00", "#1a7fc1", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"]
  private static let dashes = ["", "6 3", "2 3", "8 3 2 3"]

  /// The number of distinguishable lines.
  static let count = colors.count * dashes.count

  /// The line's colour; nil for that of the text.
  static func color(_ style: Int) -> String? { colors[style % colors.count] }

  /// The line's dashes as SVG has them; empty for a solid line.
  static func dashes(_ style: Int) -> String { dashes[style / colors.count % dashes.count] }
}
