import Environments
import Tensors
import TestSupport
import Testing

/// Episodes recorded from the original, reproduced number by number.
@Suite struct RedBlueDoorsTests {
  private func digits(_ observation: [Float]) -> String {
    observation.map { String(UInt8($0), radix: 16) }.joined()
  }

  @Test func theCodesAreTheOriginals() throws {
    let fixture = try RedBlueDoorsFixture.file.get()
    for object in [CellObject.empty, .wall, .door, .key, .goal] {
      #expect(fixture.objects["\(object)"] == object.rawValue)
    }
    for color in CellColor.allCases { #expect(fixture.colors["\(color)"] == color.rawValue) }
    for state in [DoorState.open, .closed, .locked] { #expect(fixture.door_state_codes["\(state)"] == state.rawValue) }
    #expect(fixture.actions == Dictionary(uniqueKeysWithValues: GridAction.allCases.map { ("\($0)", $0.rawValue) }))
  }

  @Test(arguments: try RedBlueDoorsFixture.file.get().episodes.all)
  func everyStepIsTheRecordedOne(_ fixture: FixtureCase<RedBlueDoorsEpisode>) throws {
    let recorded = try fixture.contents()
    let tolerance = Tolerance(absolute: try RedBlueDoorsFixture.file.get().tolerance.reward_abs)
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
    try #require(columns == recorded.grid_columns)

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
      // An episode that has ended takes no further step.
      try #require(outcome.terminated == recorded.terminated[step], at)
      try #require(outcome.truncated == recorded.truncated[step], at)
    }
  }
}
