/// How much room text takes on a terminal, whose cells hold one narrow character, or half of a wide one.
extension StringProtocol {
  /// The number of a terminal's columns that the text takes.
  public var columns: Int { reduce(0) { $0 + $1.columns } }

  /// The text in at most `width` columns, with `…` where its end is left out.
  func truncated(to width: Int) -> String {
    if columns <= width { return String(self) }
    var (text, room) = ("", width - 1)
    for character in self {
      room -= character.columns
      if room < 0 { break }
      text.append(character)
    }
    return width > 0 ? text + "…" : ""
  }
}

extension Character {
  /// 2 for a character of East Asia and for an emoji, 0 for a mark without a character below it.
  fileprivate var columns: Int {
    unicodeScalars.contains { $0.isWide } ? 2 : unicodeScalars.allSatisfy { $0.isMark } ? 0 : 1
  }
}

extension Unicode.Scalar {
  fileprivate var isMark: Bool {
    [.nonspacingMark, .enclosingMark].contains(properties.generalCategory)
  }

  fileprivate var isWide: Bool {
    guard value >= 0x1100 else { return false }
    // The blocks of Unicode whose characters are wide (UAX #11).
    let blocks: [ClosedRange<UInt32>] = [
      0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD,
    ]
    return properties.isEmojiPresentation || value == 0xFE0F || blocks.contains { $0.contains(value) }
  }
}
