import Trials

/// The meaning of the environment's limit of steps for an agent.
enum Truncation: String, CaseIterable {
  /// The end of the episode: no reward follows.
  case terminal
  /// A cut: the rewards of the rest of the episode are estimated.
  case bootstrap

  /// The setting of a task. `published` is a sentence about the published runs.
  static func setting(
    default value: Truncation, former: Truncation, published: String
  ) -> ChoiceSetting<Truncation> {
    ChoiceSetting(
      "truncation", default: value, former: former,
      help: """
        terminal: the limit of steps ends an episode as a failure does; bootstrap: the limit cuts the episode, and later \
        rewards are estimated; \(published)
        """)
  }
}
