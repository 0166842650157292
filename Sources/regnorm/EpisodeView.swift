import Files
import Pictures
import Playing

/// What there is to see after a step of an episode.
struct EpisodeScene {
  let picture: Picture
  let mission: String
  let centiseconds: Int
  let endsEpisode: Bool
}

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

/// A GIF file of all episodes; an episode's last picture stays for a second.
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

/// A PNG file with a row of pictures for every episode.
final class FilmstripFile: EpisodeView {
  private static let pictures = 8
  private static let largestWidth = 300
  private let path: String
  private var strip = Filmstrip(limit: pictures)
  private var tiles: [Picture] = []

  init(_ path: String) { self.path = path }

  func show(_ scene: EpisodeScene) {
    strip.append(scene.picture)
    guard scene.endsEpisode else { return }
    let row = strip.pictures.map { picture in
      let width = min(picture.width, Self.largestWidth)
      return picture.reduced(width: width, height: max(1, picture.height * width / picture.width))
    }
    let blank = Picture(
      width: row[0].width, height: row[0].height, channels: row[0].channels,
      pixels: [UInt8](repeating: 0, count: row[0].pixels.count))
    tiles += row + [Picture](repeating: blank, count: Self.pictures - row.count)
    strip = Filmstrip(limit: Self.pictures)
  }

  func finish() throws {
    try OutputFile.write(try Picture.grid(tiles, columns: Self.pictures).png(), to: path)
  }
}
