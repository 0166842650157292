/// The loss of a drawing in its two parts, in nats an image.
struct DrawLoss {
  /// Binary cross-entropy of the pixels.
  var reconstruction: Double
  /// Divergence of the latents from N(0, 1).
  var divergence: Double

  static let zero = DrawLoss(reconstruction: 0, divergence: 0)
  static let unknown = DrawLoss(reconstruction: .nan, divergence: .nan)

  var total: Double { reconstruction + divergence }

  /// Adds the loss of a batch of `rows` images.
  mutating func add(_ mean: DrawLoss, rows: Int) {
    reconstruction += mean.reconstruction * Double(rows)
    divergence += mean.divergence * Double(rows)
  }

  func mean(of count: Int) -> DrawLoss {
    DrawLoss(reconstruction: reconstruction / Double(count), divergence: divergence / Double(count))
  }
}
