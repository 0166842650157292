import Pictures

/// What there is to see after a step of an episode.
struct EpisodeScene {
  let picture: Picture
  let mission: String
  let centiseconds: Int
  let endsEpisode: Bool
}
