import Trials

/// What the environment's limit of steps is to an agent.
enum Truncation: String, CaseIterable {
  /// The end of the episode: nothing can be earned after it.
  case terminal
  /// A cut: the episode would have gone on, and what it would have earned is estimated.
  case bootstrap

  /// The setting of a task; `published` says what the published runs did.
  static func setting(
    default value: Truncation, former: Truncation, published: String
  ) -> ChoiceSetting<Truncation> {
    ChoiceSetting(
      "truncation", default: value, former: former,
      help: """
        terminal: the limit of steps ends an episode as a failure does; bootstrap: it cuts the episode, and what would \
        follow is estimated; \(published)
        """)
  }
}
