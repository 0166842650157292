import Trials

/// The evaluations that follow a training, one after the other: the test's, then the validation's, so that the test plays
/// what it plays without a validation.
final class Evaluations {
  /// One of the evaluations, and what the task reports of it.
  private struct Part {
    let evaluation: Evaluation
    let metrics: EvaluationMetrics
  }

  private let parts: [Part]

  /// `test` and `validation` are numbers of episodes, which `makePlayer` makes a player of; 0 for none.
  init(
    test: (episodes: Int, metrics: EvaluationMetrics), validation: (episodes: Int, metrics: EvaluationMetrics),
    makePlayer: (EvaluationStreams) -> EpisodePlayer
  ) {
    parts = [(test, EvaluationStreams.test), (validation, .validation)].compactMap { asked, streams in
      guard asked.episodes > 0 else { return nil }
      return Part(evaluation: Evaluation(episodes: asked.episodes, makePlayer(streams)), metrics: asked.metrics)
    }
  }

  var isFinished: Bool { current == nil }

  /// The number of episodes that have ended and count.
  var finishedEpisodes: Int { parts.reduce(0) { $0 + $1.evaluation.finishedEpisodes } }

  /// The steps of the unfinished episode of the first copy.
  var unfinishedSteps: Int { current?.evaluation.unfinishedSteps ?? 0 }

  /// Steps taken in every copy.
  var steps: Int { parts.reduce(0) { $0 + $1.evaluation.steps } }

  /// Takes one step of the first evaluation that is not over.
  func step() throws { try current?.evaluation.step() }

  /// Adds what the evaluations came to, to the metrics and the curves of a result.
  func report(to metrics: inout [Metric: Double], _ curves: inout [String: [CurvePoint]]) {
    for part in parts { part.evaluation.report(as: part.metrics, to: &metrics, &curves) }
  }

  func write(to writer: inout CheckpointWriter) {
    for part in parts { part.evaluation.write(to: &writer) }
  }

  func restore(from reader: inout CheckpointReader) throws {
    for part in parts { try part.evaluation.restore(from: &reader) }
  }

  private var current: Part? { parts.first { !$0.evaluation.isFinished } }
}
