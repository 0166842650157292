extension Picture {
  /// The picture as lines for a terminal of 24-bit colours, `columns` wide: a character shows two pixels, one above the
  /// other. Every shown pixel is the mean of the pixels that it replaces.
  public func terminalText(columns: Int) -> String {
    let columns = max(1, min(columns, width))
    let rows = max(2, height * columns / width) & ~1
    // A picture of one row is shown twice.
    let shown = reduced(width: columns, height: min(rows, height))
    var text = ""
    for row in stride(from: 0, to: rows, by: 2) {
      for column in 0..<columns {
        let upper = shown.packedColor(x: column, y: row)
        let lower = shown.packedColor(x: column, y: min(row + 1, shown.height - 1))
        text += "\u{1b}[38;2;\(channels(of: upper))m\u{1b}[48;2;\(channels(of: lower))m▀"
      }
      text += "\u{1b}[0m\n"
    }
    return text
  }

  private func channels(of color: UInt32) -> String { "\(color >> 16);\(color >> 8 & 0xFF);\(color & 0xFF)" }
}
