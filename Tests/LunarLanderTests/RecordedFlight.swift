import TestSupport

/// A flight of `lunarlander.json`. The lists of steps have `length` entries.
struct RecordedFlight: FixtureContents {
  struct Reset: Decodable, Sendable {
    let dispersion_uniform: [Double]
    let observation: [Double]
    let lander: [Double]
    let leg_left: [Double]
    let leg_right: [Double]
    let shaping: Double
  }

  let name: String
  let terrain_raw: [Double]
  let terrain_smooth: [Double]
  let chunk_x: [Double]
  let initial_force: [Double]
  let reset: Reset
  let actions: [Int]
  let dispersion_uniform: [[Double]]
  let observations: [[Double]]
  let rewards: [Double]
  let joint_angles: [[Double]]
  let length: Int
  let first_contact_step: Int?
  let outcome: String
  let `return`: Double

  func check() throws {
    let height = 400.0 / 30
    try requireFixture(
      terrain_raw.count == 12 && terrain_raw.allSatisfy { (0...height).contains($0) },
      "terrain_raw has not 12 heights in 0...\(height)")
    try requireFixture(
      initial_force.count == 2 && initial_force.allSatisfy { abs($0) < 1e5 },
      "initial_force has not 2 numbers below 1e5")
    for pair in [reset.dispersion_uniform] + dispersion_uniform {
      try requireFixture(
        pair.count == 2 && pair.allSatisfy { abs($0) <= 1 }, "a dispersion has not 2 numbers in -1...1")
    }
    try requireFixture(
      ([reset.observation] + observations).allSatisfy { $0.count == 8 }, "an observation has not 8 numbers")
    try requireFixture(joint_angles.allSatisfy { $0.count == 2 }, "a step has not 2 joint angles")
    try requireFixture(actions.allSatisfy { (0..<4).contains($0) }, "an action is outside 0..<4")
    try requireFixture((0...length).contains(first_contact_step ?? 0), "first_contact_step is beyond the flight")
    let lengths = [actions.count, dispersion_uniform.count, observations.count, rewards.count, joint_angles.count]
    try requireFixture(lengths.allSatisfy { $0 == length }, "the lists have other lengths than \(length)")
  }
}
