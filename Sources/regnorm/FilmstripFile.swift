import OperatingSystem
import Pictures
import Playing

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
