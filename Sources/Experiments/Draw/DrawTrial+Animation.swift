import Pictures

/// The first canvases of a batch, in a square, from the first drawing step to the last.
extension DrawTrial: AnimatedTrial {
  private static let columns = 5
  private static let usefulWidth = 400

  func animation(seed: Int) -> [Picture] {
    samples(seed: seed).map { canvases in
      let shown = Array(canvases.prefix(Self.columns * Self.columns))
      let grid = Picture.grid(shown, columns: min(Self.columns, shown.count))
      return grid.magnified(max(1, Self.usefulWidth / grid.width))
    }
  }
}
