import Trials

/// The first canvases of a batch, in a square, from the first drawing step to the last.
extension DrawTrial: AnimatedTrial {
  private static let columns = 5

  func animation(seed: Int) -> [TrialPicture] {
    samples(seed: seed).map { canvases in
      let shown = canvases.prefix(Self.columns * Self.columns)
      return shown.grid(named: "drawing", columns: min(Self.columns, shown.images.count), gap: 2)
    }
  }
}
