/// Lines that a terminal shows in place: each drawing removes the one before it.
public struct LiveLines: Sendable {
  /// What is drawn, by the columns of its lines.
  private var drawn: [Int] = []

  public init() {}

  /// What to write so that a terminal of `columns` columns shows `lines`, none of them wider, and nothing of what was drawn
  /// before.
  public mutating func redrawing(_ lines: [String], columns: Int) -> String {
    let erasure = erasing(columns: columns)
    drawn = lines.map(\.columns)
    return erasure + lines.map { $0 + "\n" }.joined()
  }

  /// What to write so that the terminal shows nothing of what was drawn: the cursor goes to the first drawn line, and
  /// everything below is removed. A terminal that has become narrower since has broken the drawn lines.
  public mutating func erasing(columns: Int) -> String {
    let lines = drawn.reduce(0) { $0 + max(1, ($1 + columns - 1) / columns) }
    drawn = []
    return lines == 0 ? "" : "\u{1B}[\(lines)F\u{1B}[J"
  }
}
