/// A place that shows episodes: a file or a terminal.
protocol EpisodeView: AnyObject {
  /// Shows the next scene.
  func show(_ scene: EpisodeScene) throws

  /// Shows `line` with the pictures and returns true, or returns false if the view shows no text.
  func showsText(_ line: String) -> Bool

  /// Called after the last scene.
  func finish() throws
}

extension EpisodeView {
  func showsText(_ line: String) -> Bool { false }
  func finish() throws {}
}
