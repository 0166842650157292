import Trials

/// What deep Q-learning reports.
struct DQNMetrics {
  static let score = Metric(
    name: "score", unit: "return", direction: .maximize, help: "mean return of the last 50 episodes",
    on: .training)
  static let bestAverage = Metric(
    name: "bestAverage", unit: "return", direction: .maximize, help: "the best mean return of 100 episodes in a row",
    on: .training)
  static let solvedAt = Metric(
    name: "solvedAt", unit: "episodes", direction: .minimize,
    help: "the first episode with a mean return of solvedReturn over it and the 99 before; absent where there is none",
    on: .training)
  static let episodeReturn = Curve("episodeReturn", unit: "return", per: .episode)
  static let trainLoss = Curve("trainLoss", unit: "", per: .episode)
  static let codeLength = Curve.codeLength(per: .update)

  let evaluation: EvaluationMetrics
  let validation: EvaluationMetrics

  /// The metrics, the usual one first.
  var all: [Metric] { [Self.score, Self.bestAverage, Self.solvedAt] + evaluation.all + validation.all }

  /// Every curve.
  var curves: [Curve] { [Self.episodeReturn, Self.trainLoss, Self.codeLength, evaluation.curve, validation.curve] }
}
