package import CBox2D
import CKernels
public import Environments
import Tensors

/// A craft with a main engine and two side engines must land between two flags: Gymnasium's LunarLander with discrete
/// actions (the rules of v2 and v3), in the physics of Box2D.
///
/// The reward is the growth of a score, minus the fuel. The score is high for a craft that is near the pad, slow,
/// upright and on its legs. A crash or leaving the view is worth -100, coming to rest +100; both end the episode. Every
/// reset makes a new world (v3).
///
/// **The numbers are those of Box2D 2.4.1.** Gymnasium has 2.3.0, which solves joints and contacts differently: the two
/// agree to about 1e-3 up to the first contact and disagree afterwards. The uniformly random policy's mean return is
/// about -200 here and -183 in Gymnasium. Gymnasium also draws the engine's particles; they never touch the craft and
/// are left out. Rules and shaping are in double precision with sines of our own. Box2D computes in float32 with the
/// sines of the C library: the same bits on two hosts need the same builds of both libraries.
public final class LunarLander: Environment {
  /// Position, velocity, angle and angular velocity in units of the view, and whether each leg touches the ground; no
  /// bounds.
  public let observationSpace = ObservationSpace(shape: [8])
  /// The engine that fires during the step.
  public let actions = ["nothing", "left engine", "main engine", "right engine"]
  /// The number of steps after which an episode is truncated.
  public let stepLimit: Int
  private let wind: LunarLanderWind?
  private let gravity: Double

  private let random = RandomStream(seed: 0, name: "episode")
  private var world: LanderWorld
  /// The ground of this episode.
  package private(set) var terrain: LunarLanderTerrain
  private var windOffsets = LunarLanderWind.Offsets(force: 0, torque: 0)
  private var lastScore: Double?
  private var steps = 0
  private var ended = true

  /// A lander whose episodes are cut after `stepLimit` steps. `gravity` is in units of the world, downwards negative.
  public init(stepLimit: Int, wind: LunarLanderWind? = nil, gravity: Double = -10) {
    self.stepLimit = stepLimit
    self.wind = wind
    self.gravity = gravity
    terrain = LunarLanderTerrain(raw: [Double](repeating: 0, count: LunarLanderTerrain.rawCount))
    world = LanderWorld(terrain: terrain, gravity: Float(gravity))
  }

  /// Draws the ground, a first push of up to 1,000 in each direction, and the wind's place in its course.
  public func reset(seed: Int, into observation: inout MutableSpan<Float>) {
    random.restart(seed: seed, name: "episode")
    let heights = (0..<LunarLanderTerrain.rawCount).map { _ in
      random.uniform(from: 0, to: LunarLanderTerrain.height / 2)
    }
    let push = (x: random.uniform(from: -1000, to: 1000), y: random.uniform(from: -1000, to: 1000))
    if wind != nil {
      windOffsets = LunarLanderWind.Offsets(
        force: random.integer(in: -9999..<9999), torque: random.integer(in: -9999..<9999))
    }
    begin(LunarLanderTerrain(raw: heights), push: push, dispersion: drawDispersion(), into: &observation)
  }

  /// Begins an episode on `terrain` with a first push and one hidden step with idle engines, as in the original.
  package func begin(
    _ terrain: LunarLanderTerrain, push: (x: Double, y: Double), dispersion: Dispersion,
    into observation: inout MutableSpan<Float>
  ) {
    self.terrain = terrain
    world = LanderWorld(terrain: terrain, gravity: Float(gravity))
    world.applyForce(x: push.x, y: push.y)
    lastScore = nil
    ended = false
    // The hidden step does not count against the limit.
    steps = -1
    _ = step(0, dispersion: dispersion, into: &observation)
  }

  /// Action 0 does nothing, 1 and 3 fire a side engine, 2 fires the main engine. Every step draws two random numbers,
  /// whether an engine fires or not.
  public func step(_ action: Int, into observation: inout MutableSpan<Float>) -> StepOutcome {
    step(action, dispersion: drawDispersion(), into: &observation)
  }

  /// The deviation of an engine's jet from its axis: two uniform numbers within ±1.
  package typealias Dispersion = (Double, Double)

  private func drawDispersion() -> Dispersion {
    (random.uniform(from: -1, to: 1), random.uniform(from: -1, to: 1))
  }

  package func step(
    _ action: Int, dispersion: Dispersion, into observation: inout MutableSpan<Float>
  ) -> StepOutcome {
    precondition(!ended, "the episode has ended: reset the lander first")
    precondition(actions.indices.contains(action), "a lander has the actions 0 to 3, not \(action)")
    let before = world.reading
    if let wind, !before.leg0.touches_ground, !before.leg1.touches_ground {
      world.applyForce(x: wind.force(at: windOffsets.force), y: 0)
      world.applyTorque(wind.torque(at: windOffsets.torque))
      windOffsets.force += 1
      windOffsets.torque += 1
    }
    fire(action, dispersion: dispersion, hull: before.hull)
    world.advance()
    return judge(action, world.reading, into: &observation)
  }

  private func fire(_ action: Int, dispersion: Dispersion, hull: regnorm_lander_body) {
    guard action != 0 else { return }
    let scale = 30.0
    let tip = (x: regnorm_sin(Double(hull.angle)), y: regnorm_cos(Double(hull.angle)))
    let side = (x: -tip.y, y: tip.x)
    let (along, across) = (dispersion.0 / scale, dispersion.1 / scale)
    let (x, y) = (Double(hull.x), Double(hull.y))
    if action == 2 {
      let reach = 4 / scale + 2 * along
      let (jetX, jetY) = (tip.x * reach + side.x * across, -tip.y * reach - side.y * across)
      world.applyImpulse(x: -jetX * 13, y: -jetY * 13, at: (x + jetX, y + jetY))
    } else {
      let reach = 3 * across + Double(action - 2) * 12 / scale
      let (jetX, jetY) = (tip.x * along + side.x * reach, -tip.y * along - side.y * reach)
      // The original has 17 along x and 14 along y.
      world.applyImpulse(
        x: -jetX * 0.6, y: -jetY * 0.6, at: (x + jetX - tip.x * 17 / scale, y + jetY + tip.y * 14 / scale))
    }
  }

  private func judge(
    _ action: Int, _ now: regnorm_lander_reading, into observation: inout MutableSpan<Float>
  ) -> StepOutcome {
    let scale = 30.0
    let (halfWidth, halfHeight) = (LunarLanderTerrain.width / 2, LunarLanderTerrain.height / 2)
    let x = (Double(now.hull.x) - halfWidth) / halfWidth
    let y = (Double(now.hull.y) - (LunarLanderTerrain.padHeight + 18 / scale)) / halfHeight
    let velocityX = Double(now.hull.velocity_x) * halfWidth / 50
    let velocityY = Double(now.hull.velocity_y) * halfHeight / 50
    let angle = Double(now.hull.angle)
    let (leg0, leg1) = (now.leg0.touches_ground ? 1.0 : 0, now.leg1.touches_ground ? 1.0 : 0)
    observation[0] = Float(x)
    observation[1] = Float(y)
    observation[2] = Float(velocityX)
    observation[3] = Float(velocityY)
    observation[4] = Float(angle)
    observation[5] = Float(20 * Double(now.hull.angular_velocity) / 50)
    observation[6] = Float(leg0)
    observation[7] = Float(leg1)

    let score =
      -100 * (x * x + y * y).squareRoot() - 100 * (velocityX * velocityX + velocityY * velocityY).squareRoot()
      - 100 * abs(angle) + 10 * leg0 + 10 * leg1
    var reward = lastScore.map { score - $0 } ?? 0
    lastScore = score
    reward -= action == 2 ? 0.3 : action == 0 ? 0 : 0.03
    var terminated = false
    if now.hull_touched_ground || abs(x) >= 1 { (reward, terminated) = (-100, true) }
    if !now.awake { (reward, terminated) = (100, true) }
    steps += 1
    ended = terminated || steps >= stepLimit
    return StepOutcome(reward: reward, terminated: terminated, truncated: steps >= stepLimit)
  }

  /// The present state of the world, for tests.
  package var reading: regnorm_lander_reading { world.reading }

  /// The score whose growth is the reward, after the last step.
  package var score: Double? { lastScore }

  /// The corners of the legs and, last, of the hull, in units of the world.
  package var outlines: [[(x: Double, y: Double)]] {
    [regnorm_lander_part.leg0, .leg1, .hull].map { world.outline(of: $0) }
  }
}
