import CAllocationCounter
import Environments
import Tensors
import Testing

/// A grid with its observation, so that tests can play.
private final class Play {
  let grid: MiniGrid
  private let block = Block(.float32, count: 147)

  init(_ level: any GridLevel, seed: Int = 1, stepLimit: Int? = nil) {
    grid = MiniGrid(level, stepLimit: stepLimit)
    reset(seed)
  }

  var observation: [Float] { Array(block.floats) }

  func reset(_ seed: Int) {
    var span = block.floats.mutableSpan
    grid.reset(seed: seed, into: &span)
  }

  @discardableResult func take(_ action: GridAction) -> StepOutcome {
    var span = block.floats.mutableSpan
    return grid.step(action.rawValue, into: &span)
  }

  /// Turns until the agent looks in `direction`.
  func look(_ direction: Direction) {
    while grid.world.direction != direction { take(.right) }
  }

  /// Walks over cells that can be entered to a place beside `target` and looks at it, or walks onto it.
  func walk(to target: Place, onto: Bool = false) -> StepOutcome? {
    var outcome: StepOutcome?
    guard let path = path(to: target) else { return nil }
    for direction in onto ? path : Array(path.dropLast()) {
      look(direction)
      outcome = take(.forward)
    }
    if !onto, let last = path.last { look(last) }
    return outcome
  }

  /// Breadth first; only the last cell may be one that cannot be entered.
  private func path(to target: Place) -> [Direction]? {
    var paths: [Place: [Direction]] = [grid.world.position: []]
    var border = [grid.world.position]
    while let place = border.first {
      border.removeFirst()
      if place == target { return paths[place] }
      guard
        place == grid.world.position || [.empty, .goal].contains(grid.world.grid[place])
          || grid.world.grid[place].isOpenDoor
      else { continue }
      for (direction, (dx, dy)) in zip(Direction.allCases, [(1, 0), (0, 1), (-1, 0), (0, -1)]) {
        let next = Place(x: place.x + dx, y: place.y + dy)
        if paths[next] != nil { continue }
        paths[next] = paths[place]! + [direction]
        border.append(next)
      }
    }
    return nil
  }

  func places(of object: CellObject) -> [Place] {
    (0..<grid.world.grid.columns).flatMap { x in (0..<grid.world.grid.rows).map { Place(x: x, y: $0) } }
      .filter { grid.world.grid[$0].object == object }
  }
}

@Suite struct GridLevelTests {
  static let levels: [any GridLevel] = [
    Empty(size: 5), Empty(size: 8, startsAnywhere: true), DoorKey(size: 5), DoorKey(size: 8), FourRooms(),
    GoToDoor(size: 5), GoToDoor(size: 8), Unlock(), RedBlueDoors(size: 6), RedBlueDoors(size: 8),
  ]

  @Test(arguments: levels.indices) func everySeedGivesALevelOfItsOwnThatIsTheSameEachTime(index: Int) {
    let level = Self.levels[index]
    let worlds = (0..<40).map { Play(level, seed: $0).grid.world }
    #expect(worlds == (0..<40).map { Play(level, seed: $0).grid.world })
    if case let level as Empty = level, level.stepLimit == 100 { return }
    #expect(worlds.contains { $0 != worlds[0] })
    for world in worlds { #expect(world.grid[world.position].object == .empty, "the agent stands on something") }
  }

  @Test(arguments: levels.indices) func noStateOfAnEpisodeStaysInTheNext(index: Int) {
    let play = Play(Self.levels[index])
    for seed in 0..<10 {
      for action in [GridAction.right, .toggle, .pickup, .forward, .toggle, .left, .forward, .pickup] {
        if play.take(action).ended { break }
      }
      play.reset(seed)
      #expect(play.grid.world == Play(Self.levels[index], seed: seed).grid.world)
    }
  }

  @Test(arguments: levels.indices) func aResetAllocatesNothing(index: Int) {
    let play = Play(Self.levels[index])
    let (grid, observation) = (play.grid, Block(.float32, count: 147))
    var span = observation.floats.mutableSpan
    for seed in 0..<2 { grid.reset(seed: seed, into: &span) }
    let before = allocations_of_this_thread()
    for seed in 0..<20 { grid.reset(seed: seed, into: &span) }
    #expect(allocations_of_this_thread() == before)
  }

  @Test(arguments: levels.indices) func randomPlayStaysWithinTheObservationsRangeAndTheLimit(index: Int) {
    let play = Play(Self.levels[index])
    var random = RandomStream(seed: index, name: "play")
    for seed in 0..<5 {
      play.reset(seed)
      var steps = 0
      while true {
        let outcome = play.take(GridAction.allCases.randomElement(using: &random)!)
        steps += 1
        #expect(play.observation.allSatisfy(play.grid.observationSpace.range.contains))
        #expect(outcome.reward >= 0 && outcome.reward <= 1)
        #expect(outcome.truncated == (steps == play.grid.stepLimit))
        if outcome.ended { break }
      }
    }
  }

  @Test(arguments: [Empty(size: 8), Empty(size: 6, startsAnywhere: true)])
  func emptyIsWonOnTheGoal(_ level: Empty) throws {
    let play = Play(level)
    let outcome = try #require(play.walk(to: play.places(of: .goal)[0], onto: true))
    #expect(outcome.terminated)
    #expect(outcome.reward > 0.8)
  }

  @Test func theRewardFallsWithTheSteps() throws {
    // From the corner of 5 × 5: two ahead, a turn, two ahead. 5 of 100 steps.
    let play = Play(Empty(size: 5))
    let outcome = try #require(play.walk(to: Place(x: 3, y: 3), onto: true))
    #expect(abs(outcome.reward - (1 - 0.9 * 5 / 100)) < 1e-15)
  }

  @Test(arguments: 0..<10) func doorKeyNeedsTheKey(seed: Int) throws {
    let play = Play(DoorKey(size: 8), seed: seed)
    let (door, key, goal) = (play.places(of: .door)[0], play.places(of: .key)[0], play.places(of: .goal)[0])
    _ = play.walk(to: door)
    play.take(.toggle)
    #expect(play.grid.world.grid[door].doorState == .locked)
    _ = play.walk(to: key)
    play.take(.pickup)
    #expect(play.grid.world.carried == .key(.yellow))
    #expect(play.observation[(3 * 7 + 6) * 3] == Float(CellObject.key.rawValue), "what is carried is seen")
    _ = play.walk(to: door)
    play.take(.toggle)
    #expect(play.grid.world.grid[door].doorState == .open)
    let outcome = try #require(play.walk(to: goal, onto: true))
    #expect(outcome.terminated && outcome.reward > 0)
  }

  @Test func aKeyIsDroppedOnEmptyCellsOnly() {
    let play = Play(DoorKey(size: 8))
    _ = play.walk(to: play.places(of: .key)[0])
    play.take(.pickup)
    play.look(.up)
    while play.grid.world.grid[play.grid.world.ahead] != .wall { play.take(.forward) }
    play.take(.drop)
    #expect(play.grid.world.carried == .key(.yellow), "not into a wall")
    play.look(.down)
    play.take(.drop)
    #expect(play.grid.world.carried == nil)
    #expect(play.grid.world.grid[play.grid.world.ahead] == .key(.yellow))
  }

  @Test(arguments: 0..<20) func fourRoomsAreJoined(seed: Int) throws {
    let play = Play(FourRooms(), seed: seed, stepLimit: 1000)
    let outcome = try #require(play.walk(to: play.places(of: .goal)[0], onto: true))
    #expect(outcome.terminated && outcome.reward > 0)
  }

  @Test(arguments: 0..<10) func goToDoorIsWonBesideTheDoorThatIsMeant(seed: Int) throws {
    let play = Play(GoToDoor(size: 8), seed: seed)
    let doors = play.places(of: .door)
    #expect(doors.count == 4)
    let meant = try #require(
      doors.first { play.grid.mission == "go to the \(play.grid.world.grid[$0].color) door" })
    _ = play.walk(to: meant)
    let outcome = play.take(.done)
    #expect(outcome.terminated && outcome.reward > 0)

    play.reset(seed)
    let other = try #require(doors.first { $0 != meant })
    _ = play.walk(to: other)
    let place = play.grid.world.position
    if abs(place.x - meant.x) + abs(place.y - meant.y) != 1 {
      #expect(play.take(.done) == StepOutcome(reward: 0, terminated: true, truncated: false))
    }
    play.reset(seed)
    #expect(play.take(.toggle) == StepOutcome(reward: 0, terminated: true, truncated: false))
  }

  @Test(arguments: 0..<10) func unlockIsWonWithTheKey(seed: Int) {
    let play = Play(Unlock(), seed: seed)
    let door = play.places(of: .door)[0]
    _ = play.walk(to: door)
    #expect(!play.take(.toggle).ended)
    _ = play.walk(to: play.places(of: .key)[0])
    play.take(.pickup)
    _ = play.walk(to: door)
    let outcome = play.take(.toggle)
    #expect(outcome.terminated && outcome.reward > 0)
  }

  @Test func aStepAllocatesNothing() {
    let play = Play(RedBlueDoors(size: 8), stepLimit: 10_000)
    for action in GridAction.allCases { play.take(action) }
    let (grid, observation) = (play.grid, Block(.float32, count: 147))
    var span = observation.floats.mutableSpan
    let before = allocations_of_this_thread()
    // Turns, steps, pickups and opening, whatever is ahead.
    for step in 0..<70 { _ = grid.step(step % 5, into: &span) }
    #expect(allocations_of_this_thread() == before)
  }
}
