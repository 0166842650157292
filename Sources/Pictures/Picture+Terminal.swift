extension Picture {
  /// The picture, of red, green and blue, as lines for a terminal of 24-bit colours, `columns` wide: a character shows two pixels, one above the
  /// other. Every pixel shown is the mean of the part of the picture that it stands for.
  public func terminalText(columns: Int) -> String {
    let columns = max(1, min(columns, width))
    let rows = max(2, height * columns / width) & ~1
    var text = ""
    for row in stride(from: 0, to: rows, by: 2) {
      for column in 0..<columns {
        let (upper, lower) = (mean(column, row, columns, rows), mean(column, row + 1, columns, rows))
        text += "\u{1b}[38;2;\(upper.red);\(upper.green);\(upper.blue)m"
        text += "\u{1b}[48;2;\(lower.red);\(lower.green);\(lower.blue)m▀"
      }
      text += "\u{1b}[0m\n"
    }
    return text
  }

  private func mean(_ column: Int, _ row: Int, _ columns: Int, _ rows: Int) -> Color {
    let xs = column * width / columns..<max(column * width / columns + 1, (column + 1) * width / columns)
    let ys = row * height / rows..<max(row * height / rows + 1, (row + 1) * height / rows)
    var (red, green, blue) = (0, 0, 0)
    for y in ys {
      for x in xs {
        let color = self[x, y]
        red += Int(color.red)
        green += Int(color.green)
        blue += Int(color.blue)
      }
    }
    let count = xs.count * ys.count
    return Color(red: UInt8(red / count), green: UInt8(green / count), blue: UInt8(blue / count))
  }
}
