/// The returns of the last episodes, and the number of frames until they were good.
struct EpisodeScores {
  /// The number of episodes that scores are taken over.
  static let window = 100
  /// The mean return, over a full window, that counts as having learned.
  static let goodReturn = 0.9

  /// The number of all episodes.
  private(set) var episodes = 0
  /// The frames after which the mean return of a full window first was 0.9; nil before that.
  private(set) var framesToGoodReturn: Int?
  private var returns = [Double](repeating: 0, count: window)

  /// Adds the return of an episode that ended after `frames` frames in all.
  mutating func add(_ episodeReturn: Double, frames: Int) {
    returns[episodes % Self.window] = episodeReturn
    episodes += 1
    if episodes >= Self.window && framesToGoodReturn == nil && meanReturn >= Self.goodReturn {
      framesToGoodReturn = frames
    }
  }

  /// The mean return of the last episodes; NaN before the first has ended.
  var meanReturn: Double {
    var sum = 0.0
    for index in 0..<kept { sum += returns[index] }
    return sum / Double(kept)
  }

  /// The share of the last episodes with a positive return, in percent; NaN before the first has ended.
  var successRate: Double {
    var successes = 0.0
    for index in 0..<kept where returns[index] > 0 { successes += 1 }
    return 100 * successes / Double(kept)
  }

  private var kept: Int { min(episodes, Self.window) }
}

extension EpisodeScores {
  func write(to writer: inout CheckpointWriter) {
    writer.write(episodes)
    writer.write(framesToGoodReturn ?? 0)
    for value in returns { writer.write(value) }
  }

  /// Reads the scores that `write` saved after `frames` frames in all.
  mutating func restore(from reader: inout CheckpointReader, frames: Int) throws(CheckpointError) {
    episodes = try reader.integer(in: 0...frames)
    let reached = try reader.integer(in: 0...frames)
    framesToGoodReturn = reached == 0 ? nil : reached
    for index in returns.indices { returns[index] = try reader.number() }
  }
}
