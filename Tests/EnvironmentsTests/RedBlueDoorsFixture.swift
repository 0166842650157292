import TestSupport

/// The contents of `minigrid-redbluedoors.json`.
struct RedBlueDoorsFixture: Decodable, Sendable {
  struct Tolerances: Decodable, Sendable { let reward_abs: Double }

  let objects: [String: UInt8]
  let colors: [String: UInt8]
  let door_state_codes: [String: UInt8]
  let actions: [String: Int]
  let tolerance: Tolerances
  let episodes: FixtureCases<RedBlueDoorsEpisode>

  static let file = Result { try Fixtures.load("minigrid-redbluedoors.json", as: RedBlueDoorsFixture.self) }
}

/// A recorded episode of two rooms and two doors.
struct RedBlueDoorsEpisode: FixtureContents {
  let name: String
  let size: Int
  let max_steps: Int
  let max_steps_is_default: Bool
  let red_door: [Int]
  let blue_door: [Int]
  let agent_pos: [Int]
  let agent_dir: Int
  let grid_columns: [String]
  let mission: String
  let initial_observation: String
  let actions: [Int]
  let observations: [String]
  let directions: [Int]
  let positions: [[Int]]
  let red_open: [Int]
  let blue_open: [Int]
  let rewards: [Double]
  let terminated: [Bool]
  let truncated: [Bool]

  func check() throws {
    try requireFixture((4...100).contains(size), "size is \(size)")
    for place in [red_door, blue_door, agent_pos] {
      try requireFixture(
        place.count == 2 && (0..<2 * size).contains(place[0]) && (0..<size).contains(place[1]),
        "\(place) is no place of the grid")
    }
    try requireFixture(actions.allSatisfy { (0..<7).contains($0) }, "an action is outside 0..<7")
    let lengths = [
      observations.count, directions.count, positions.count, red_open.count, blue_open.count, rewards.count,
      terminated.count, truncated.count,
    ]
    try requireFixture(
      lengths.allSatisfy { $0 == actions.count }, "the lists have other lengths than the \(actions.count) actions")
  }
}
