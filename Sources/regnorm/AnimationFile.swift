import OperatingSystem
import Pictures

/// A GIF file of all episodes. An episode's last picture stays for a second.
final class AnimationFile: EpisodeView {
  private let path: String
  private var gif: GIF?

  init(_ path: String) { self.path = path }

  func show(_ scene: EpisodeScene) throws {
    var gif = gif ?? GIF(width: scene.picture.width, height: scene.picture.height)
    self.gif = nil
    try gif.append(scene.picture, centiseconds: scene.endsEpisode ? 100 : scene.centiseconds)
    self.gif = gif
  }

  func finish() throws {
    if let gif { try OutputFile.write(gif.bytes, to: path) }
  }
}
