import TestSupport

/// The contents of `lunarlander.json`.
struct LunarLanderFixture: Decodable, Sendable {
  struct Tolerances: Decodable, Sendable {
    let box2d_2_4_1: Tolerance
  }

  struct Tolerance: Decodable, Sendable {
    let observation_abs_first_20_steps: Double
    let observation_abs_before_contact: [Double]
    let reward_abs_before_contact: Double
    let joint_angle_abs_before_contact: Double
    let first_contact_step_abs: Int
    let outcome: String
    let end_step_abs_crash_or_out: Int
    let end_step_late_max_asleep: Int
    let return_abs: Double
  }

  let tolerance: Tolerances
  let episodes: FixtureCases<RecordedFlight>

  static let file = Result { try Fixtures.load("lunarlander.json", as: LunarLanderFixture.self) }
}
