import CBox2D

/// The physical world of one episode. The object owns a Box2D handle and frees it.
///
/// Only the thread of the environment uses the handle.
final class LanderWorld {
  private let handle: OpaquePointer

  /// Ground through the points of `terrain` (x, y), world units, with the craft at rest above its middle.
  init(terrain: LunarLanderTerrain, gravity: Float) {
    handle = regnorm_lander_world_create(
      terrain.x.map(Float.init), terrain.y.map(Float.init), Int32(terrain.x.count),
      Float(LunarLanderTerrain.width), Float(LunarLanderTerrain.height), gravity)
  }

  deinit { regnorm_lander_world_destroy(handle) }

  /// Pushes the hull's centre during the next step.
  func applyForce(x: Double, y: Double) { regnorm_lander_world_apply_force(handle, Float(x), Float(y)) }

  /// Turns the hull during the next step.
  func applyTorque(_ torque: Double) { regnorm_lander_world_apply_torque(handle, Float(torque)) }

  /// Kicks the hull at a point of the world.
  func applyImpulse(x: Double, y: Double, at point: (x: Double, y: Double)) {
    regnorm_lander_world_apply_impulse(handle, Float(x), Float(y), Float(point.x), Float(point.y))
  }

  /// Advances the world by a fiftieth of a second.
  func advance() { regnorm_lander_world_advance(handle, Float(1.0 / 50), 6 * 30, 2 * 30) }

  /// The present state of the world.
  var reading: regnorm_lander_reading { regnorm_lander_world_read(handle) }

  /// The corners of a part, world units.
  func outline(of part: regnorm_lander_part) -> [(x: Double, y: Double)] {
    var numbers = [Float](repeating: 0, count: 16)
    let count = Int(regnorm_lander_world_outline(handle, part, &numbers))
    return stride(from: 0, to: count, by: 2).map { (Double(numbers[$0]), Double(numbers[$0 + 1])) }
  }
}
