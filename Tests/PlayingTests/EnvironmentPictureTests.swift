import CBox2D
import Environments
import LunarLander
import Pictures
import Playing
import Tensors
import Testing

@Suite struct EnvironmentPictureTests {
  @Test func aGridShowsItsAgentAndItsDoors() {
    var observation = [Float](repeating: 0, count: 147)
    var span = observation.mutableSpan
    let grid = MiniGrid(RedBlueDoors(size: 6))
    grid.reset(seed: 1, into: &span)
    let picture = grid.picture()
    #expect(picture.width == 12 * 32 && picture.height == 6 * 32)
    let agent = grid.world.position
    #expect(picture[agent.x * 32 + 16, agent.y * 32 + 16] == Color(red: 255, green: 0, blue: 0))
    let blue = (1..<5).first { grid.world.grid[Place(x: 8, y: $0)].object == .door }!
    #expect(picture[8 * 32 + 2, blue * 32 + 16] == Color(red: 0, green: 0, blue: 255))
  }

  @Test func aCartStandsOnItsTrackWithThePoleUpright() {
    let cart = CartPole(stepLimit: 5)
    var observation = [Float](repeating: 0, count: 4)
    var span = observation.mutableSpan
    cart.begin(from: CartPole.State(position: 0, velocity: 0, angle: 0, angularVelocity: 0), into: &span)
    let picture = cart.picture()
    #expect(picture.width == 600 && picture.height == 400)
    #expect(picture[300, 310] == .black)
    #expect(picture[300, 200] == Color(red: 202, green: 152, blue: 101))
    #expect(picture[100, 200] == .white)
  }

  @Test func aLanderShowsItsGroundCraftAndFlags() {
    let lander = LunarLander(stepLimit: 1000)
    let observation = Block(.float32, count: 8)
    var span = observation.floats.mutableSpan
    lander.reset(seed: 1, into: &span)
    // The craft starts above the upper edge.
    for _ in 0..<30 { _ = lander.step(0, into: &span) }
    let picture = lander.picture()
    let craft = lander.reading.hull
    #expect(picture[Int(craft.x * 30), 400 - Int(craft.y * 30)] == Color(red: 128, green: 102, blue: 230))
    #expect(picture[300, 399] == .white)
    #expect(picture[300, 200] == .black)
    #expect((0..<600).contains { picture[$0, 255] == Color(red: 204, green: 204, blue: 0) })
  }

  @Test func anEnvironmentsPicturesMakeAnAnimation() throws {
    let cart = CartPole(stepLimit: 5)
    var observation = [Float](repeating: 0, count: 4)
    var span = observation.mutableSpan
    cart.reset(seed: 3, into: &span)
    var gif = GIF(width: 600, height: 400)
    for _ in 0..<3 {
      try gif.append(cart.picture(), centiseconds: 4)
      _ = cart.step(1, into: &span)
    }
    #expect(gif.bytes.starts(with: "GIF89a".utf8))
  }
}
