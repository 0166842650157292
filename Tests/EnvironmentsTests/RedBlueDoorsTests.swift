import Environments
import Tensors
import TestSupport
import Testing

/// Episodes recorded from the original, reproduced number by number.
@Suite(.fixtures("minigrid-redbluedoors.json")) struct RedBlueDoorsTests {
  struct Fixture: Decodable {
    struct Tolerances: Decodable { let reward_abs: Double }
    struct Episode: Decodable, Sendable, CustomTestStringConvertible {
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
      var testDescription: String { name }
    }
    let objects: [String: UInt8]
    let colors: [String: UInt8]
    let door_state_codes: [String: UInt8]
    let actions: [String: Int]
    let tolerance: Tolerances
    let episodes: [Episode]
  }

  static let fixture = Fixtures.load("minigrid-redbluedoors.json", as: Fixture.self)
  static let episodes = fixture?.episodes ?? []

  private func digits(_ observation: [Float]) -> String {
    observation.map { String(UInt8($0), radix: 16) }.joined()
  }

  @Test func theCodesAreTheOriginals() throws {
    let fixture = try #require(Self.fixture)
    for object in [CellObject.empty, .wall, .door, .key, .goal] {
      #expect(fixture.objects["\(object)"] == object.rawValue)
    }
    for color in CellColor.allCases { #expect(fixture.colors["\(color)"] == color.rawValue) }
    for state in [DoorState.open, .closed, .locked] { #expect(fixture.door_state_codes["\(state)"] == state.rawValue) }
    #expect(fixture.actions == Dictionary(uniqueKeysWithValues: GridAction.allCases.map { ("\($0)", $0.rawValue) }))
  }

  @Test(arguments: episodes) func everyStepIsTheRecordedOne(_ recorded: Fixture.Episode) throws {
    let tolerance = Tolerance(absolute: try #require(Self.fixture).tolerance.reward_abs)
    var level = RedBlueDoors(size: recorded.size)
    #expect(recorded.max_steps_is_default == (level.stepLimit == recorded.max_steps))
    let world = level.makeWorld(
      position: Place(x: recorded.agent_pos[0], y: recorded.agent_pos[1]),
      direction: try #require(Direction(rawValue: recorded.agent_dir)),
      redRow: recorded.red_door[1], blueRow: recorded.blue_door[1])
    let (red, blue) = (
      Place(x: recorded.red_door[0], y: recorded.red_door[1]), Place(x: recorded.blue_door[0], y: recorded.blue_door[1])
    )
    let columns = (0..<world.grid.columns).map { x in
      (0..<world.grid.rows).map { y in
        let cell = world.grid[Place(x: x, y: y)]
        return "\(cell.object.rawValue)\(cell.color.rawValue)\(cell.doorState.rawValue)"
      }.joined()
    }
    #expect(columns == recorded.grid_columns)

    let grid = MiniGrid(level, stepLimit: recorded.max_steps)
    let block = Block(.float32, count: 147)
    let observation = block.floats
    var span = observation.mutableSpan
    grid.begin(world, into: &span)
    #expect(digits(Array(observation)) == recorded.initial_observation)
    #expect(grid.mission == recorded.mission)
    for (step, action) in recorded.actions.enumerated() {
      let outcome = grid.step(action, into: &span)
      let at = Comment("step \(step)")
      #expect(digits(Array(observation)) == recorded.observations[step], at)
      #expect(grid.world.direction.rawValue == recorded.directions[step], at)
      #expect([grid.world.position.x, grid.world.position.y] == recorded.positions[step], at)
      #expect(grid.world.grid[red].isOpenDoor == (recorded.red_open[step] == 1), at)
      #expect(grid.world.grid[blue].isOpenDoor == (recorded.blue_open[step] == 1), at)
      tolerance.expect([outcome.reward], near: [recorded.rewards[step]], "step \(step)")
      #expect(outcome.terminated == recorded.terminated[step], at)
      #expect(outcome.truncated == recorded.truncated[step], at)
    }
  }
}
