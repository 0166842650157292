import CKernels
public import Environments
public import Pictures

extension CartPole: PicturedEnvironment {
  /// The cart on its track, 4.8 m wide, with the pole.
  public func picture() -> Picture {
    var picture = Picture(width: 600, height: 400, background: .white)
    let scale = 600 / (2 * CartPole.positionLimit)
    let (x, y) = (300 + scale * state.position, 300.0)
    picture.fill(.box(from: (0, y), to: (600, y + 1)), .black)
    picture.fill(.box(from: (x - 25, y - 15), to: (x + 25, y + 15)), .black)
    let length = 2 * 0.5 * scale
    let (sine, cosine) = (regnorm_sin(state.angle), regnorm_cos(state.angle))
    let tip = (x + length * sine, y - length * cosine)
    picture.fill(.line(from: (x, y - 7), to: tip, width: 10), Color(red: 202, green: 152, blue: 101))
    return picture
  }
}
