extension Picture {
  /// The picture, of red, green and blue, as lines for a terminal of 24-bit colours, `columns` wide: a character shows two
  /// pixels, one above the other. Every pixel shown is the mean of the part of the picture that it stands for.
  public func terminalText(columns: Int) -> String {
    let columns = max(1, min(columns, width))
    let rows = max(2, height * columns / width) & ~1
    // A picture of one row is shown as two of them.
    let shown = reduced(width: columns, height: min(rows, height))
    var text = ""
    for row in stride(from: 0, to: rows, by: 2) {
      for column in 0..<columns {
        let (upper, lower) = (shown[column, row], shown[column, min(row + 1, shown.height - 1)])
        text += "\u{1b}[38;2;\(upper.red);\(upper.green);\(upper.blue)m"
        text += "\u{1b}[48;2;\(lower.red);\(lower.green);\(lower.blue)m▀"
      }
      text += "\u{1b}[0m\n"
    }
    return text
  }
}
