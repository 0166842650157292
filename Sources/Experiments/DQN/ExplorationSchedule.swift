/// The share of random actions in every episode: from `start`, multiplied by `decay` after every episode, never below
/// `end`.
struct ExplorationSchedule {
  /// The start of a run's schedule.
  enum Kind: String, CaseIterable {
    /// Every run starts anew.
    case perRun = "per-run"
    /// One schedule for all runs, as published: the run of seed r goes on where that of seed r - 1 stopped, so that
    /// from the second run on hardly any action is random.
    case published
  }

  let start: Double
  let end: Double
  let decay: Double

  /// The schedule of a run of `episodes` with `seed`.
  init(_ kind: Kind, start: Double, end: Double, decay: Double, seed: Int, episodes: Int) {
    self.end = end
    self.decay = decay
    let earlier = kind == .published ? max(0, seed - 1) * episodes : 0
    self.start = Self.share(after: earlier, start, end, decay)
  }

  /// The share in the episode after `episodes` of this run.
  func share(after episodes: Int) -> Double { Self.share(after: episodes, start, end, decay) }

  private static func share(after episodes: Int, _ start: Double, _ end: Double, _ decay: Double) -> Double {
    var share = max(start, end)
    for _ in 0..<episodes {
      let next = max(end, share * decay)
      if next == share { break }
      share = next
    }
    return share
  }
}
