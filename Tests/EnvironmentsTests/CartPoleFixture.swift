import TestSupport

/// The contents of `cartpole.json`.
struct CartPoleFixture: Decodable, Sendable {
  struct Tolerances: Decodable, Sendable {
    let one_step_state_abs: Double
    let free_run_state_abs_first_100_steps: Double
    let free_run_state_abs_first_200_steps: Double
  }

  let tolerance: Tolerances
  let trajectories: FixtureCases<CartPoleTrajectory>

  static let file = Result { try Fixtures.load("cartpole.json", as: CartPoleFixture.self) }
}

/// A recorded episode of CartPole. Every list but the first has an entry for each step.
struct CartPoleTrajectory: FixtureContents {
  let name: String
  let max_episode_steps: Int
  let initial_state: [Double]
  let actions: [Int]
  let states: [[Double]]
  let rewards: [Double]
  let terminated: [Bool]
  let truncated: [Bool]

  func check() throws {
    try requireFixture(([initial_state] + states).allSatisfy { $0.count == 4 }, "a state has not 4 numbers")
    try requireFixture(actions.allSatisfy { $0 == 0 || $0 == 1 }, "an action is neither 0 nor 1")
    try requireFixture(
      [states.count, rewards.count, terminated.count, truncated.count].allSatisfy { $0 == actions.count },
      "the lists have other lengths than the \(actions.count) actions")
  }
}
