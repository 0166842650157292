/// Two columns, the first as wide as its widest text.
func aligned(_ rows: [(String, String)]) -> [String] {
  let width = rows.map(\.0.count).max() ?? 0
  return rows.map { padded($0.0, to: width + 2) + $0.1 }
}

/// `text` followed by blanks up to `width` characters.
func padded(_ text: String, to width: Int) -> String {
  text + String(repeating: " ", count: max(0, width - text.count))
}
