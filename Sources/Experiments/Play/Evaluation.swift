import Environments
import Trials

/// A fixed number of episodes that are played with the trained policy.
///
/// Episode k is played in copy k mod `copies` of the environment. Every copy has a fixed share, so that long episodes
/// count as much as short ones and no episode depends on another's length.
final class Evaluation {
  /// The setting that every task with an evaluation has.
  static let episodes = IntegerSetting(
    "evaluationEpisodes", 0...1_000_000, default: 0, former: 0,
    help: "episodes played with the trained policy, on seeds apart from the training's; 0 for none")

  /// The setting that every task with an evaluation has for its validation.
  static let validationEpisodes = IntegerSetting(
    "validationEpisodes", 0...1_000_000, default: 0, former: 0,
    help: "episodes for validation, on seeds apart from training and evaluation, that are played afterwards; 0 for none"
  )

  private let player: EpisodePlayer
  /// Return and success of every episode; nil until the episode has ended.
  private var results: [(totalReward: Double, succeeded: Bool)?]
  /// The number of ended episodes in every copy.
  private var ended: [Int]
  /// The number of steps in every copy.
  private(set) var steps = 0

  init(episodes: Int, _ player: EpisodePlayer) {
    self.player = player
    results = Array(repeating: nil, count: episodes)
    ended = Array(repeating: 0, count: player.environments.count)
  }

  /// The number of ended episodes that count.
  private(set) var finishedEpisodes = 0

  var isFinished: Bool { finishedEpisodes == results.count }

  /// The steps of the unfinished episode of the first copy.
  var unfinishedSteps: Int { player.environments.hasEnded(0) ? 0 : player.environments.length(of: 0) }

  /// The largest number of steps that `episodes` can take in `copies` of an environment.
  static func largestSteps(episodes: Int, copies: Int, stepLimit: Int) -> Int {
    (episodes + copies - 1) / copies * stepLimit
  }

  /// Takes one step in every copy.
  func step() throws {
    try player.advance()
    steps += 1
    for copy in ended.indices {
      guard let episode = player.endedEpisode(of: copy) else { continue }
      let number = ended[copy] * ended.count + copy
      ended[copy] += 1
      // A copy that has played its share plays on until the others have theirs. Its further episodes do not count.
      if number < results.count {
        results[number] = (episode.totalReward, episode.succeeded)
        finishedEpisodes += 1
      }
    }
  }

  /// The mean return of all episodes.
  var meanReturn: Double { results.reduce(0) { $0 + ($1?.totalReward ?? .nan) } / Double(results.count) }

  /// The share of successes in percent.
  var successRate: Double { 100 * Double(results.count { $0?.succeeded == true }) / Double(results.count) }

  /// The return of every episode.
  private var points: [CurvePoint] {
    results.enumerated().compactMap { index, result in
      result.map { CurvePoint(step: index + 1, value: $0.totalReward) }
    }
  }

  /// Adds the evaluation's scores, as `reported`, to the metrics and the curves of a result.
  func report(
    as reported: EvaluationMetrics, to metrics: inout [Metric: Double], _ curves: inout [String: [CurvePoint]]
  ) {
    metrics[reported.meanReturn] = meanReturn
    metrics[reported.success] = successRate
    curves[reported.curve.encodedName] = points
  }
}

extension Evaluation {
  func write(to writer: inout CheckpointWriter) {
    player.write(to: &writer)
    writer.write(steps)
    for count in ended { writer.write(count) }
    for result in results {
      writer.write(result.map { $0.succeeded ? 2 : 1 } ?? 0)
      writer.write(result?.totalReward ?? 0)
    }
  }

  func restore(from reader: inout CheckpointReader) throws {
    try player.restore(from: &reader)
    let stepLimit = player.environments.environments[0].stepLimit
    steps = try reader.integer(
      in: 0...Self.largestSteps(episodes: results.count, copies: ended.count, stepLimit: stepLimit))
    for copy in ended.indices { ended[copy] = try reader.integer(in: 0...steps) }
    for number in results.indices {
      let (kind, totalReward) = (try reader.integer(in: 0...2), try reader.number())
      guard (kind != 0) == (number / ended.count < ended[number % ended.count]) else {
        throw CheckpointError(reason: "episode \(number + 1) of the evaluation is both ended and unfinished")
      }
      results[number] = kind == 0 ? nil : (totalReward, kind == 2)
    }
    finishedEpisodes = results.count { $0 != nil }
  }
}
