public import LunarLander
public import Pictures

extension LunarLander: PicturedEnvironment {
  /// The ground under a black sky, the flags, and the craft.
  public func picture() -> Picture {
    let scale = 30.0
    func pixels(_ point: (x: Double, y: Double)) -> (x: Double, y: Double) { (point.x * scale, 400 - point.y * scale) }
    var picture = Picture(width: 600, height: 400, background: .black)
    let ground = zip(terrain.x, terrain.y).map { pixels(($0, $1)) }
    picture.fill(.polygon(ground + [(600, 400), (0, 400)]), .white)
    for flag in terrain.flags {
      let foot = pixels((flag, LunarLanderTerrain.padHeight))
      picture.fill(.line(from: foot, to: (foot.x, foot.y - 50), width: 2), .white)
      picture.fill(
        .polygon([(foot.x, foot.y - 50), (foot.x, foot.y - 40), (foot.x + 25, foot.y - 45)]),
        Color(red: 204, green: 204, blue: 0))
    }
    for outline in outlines {
      picture.fill(.polygon(outline.map(pixels)), Color(red: 128, green: 102, blue: 230))
    }
    return picture
  }
}
