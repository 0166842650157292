/// What the scoring of some examples came to.
struct ClassificationScore {
  /// The errors of rare and of frequent classes apart.
  struct Frequencies {
    /// Wrong answers to examples of rare classes, in percent of these.
    let rare: Double
    /// Wrong answers to all other examples, in percent of these.
    let frequent: Double
  }

  /// Wrong answers in percent.
  let error: Double
  /// The mean loss in nats.
  let loss: Double
  /// The errors by frequency; nil where they are not asked for.
  let frequencies: Frequencies?

  /// Before anything was scored.
  static let unknown = ClassificationScore(error: .nan, loss: .nan, frequencies: nil)
}
