/// The random streams of episodes that follow a training: those of the test and of the validation have no number in common.
struct EvaluationStreams {
  /// The seeds of the episodes.
  let episodes: TrialStream
  /// The actions that are drawn.
  let actions: TrialStream

  static let test = EvaluationStreams(episodes: .evaluationEpisodes, actions: .evaluationActions)
  static let validation = EvaluationStreams(episodes: .validationEpisodes, actions: .validationActions)
}
