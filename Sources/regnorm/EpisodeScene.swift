import Pictures

/// The picture and the mission after a step of an episode.
struct EpisodeScene {
  let picture: Picture
  let mission: String
  let centiseconds: Int
  let endsEpisode: Bool
}
