/// Where episodes are shown.
protocol EpisodeView: AnyObject {
  /// Shows the next scene.
  func show(_ scene: EpisodeScene) throws

  /// Shows `line` with the pictures and answers true, or answers false where it has no place for it.
  func showsText(_ line: String) -> Bool

  /// Called after the last scene.
  func finish() throws
}

extension EpisodeView {
  func showsText(_ line: String) -> Bool { false }
  func finish() throws {}
}
