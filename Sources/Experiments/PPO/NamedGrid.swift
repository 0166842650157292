import Environments

/// A grid for training, by its name in the setting `environment`.
struct NamedGrid: Sendable {
  let name: String
  private let makeLevel: @Sendable () -> any GridLevel

  /// The published level.
  static let redBlueDoors = NamedGrid("redbluedoors-6x6") { RedBlueDoors(size: 6) }

  /// Every grid, the published one first, in the order of help.
  static let all = [redBlueDoors] + others.map(NamedGrid.init)

  private init(_ name: String, _ makeLevel: @escaping @Sendable () -> any GridLevel) {
    self.name = name
    self.makeLevel = makeLevel
  }

  /// A new environment.
  func makeEnvironment() -> any Environment { MiniGrid(makeLevel()) }

  private static let others: [(String, @Sendable () -> any GridLevel)] = [
    ("redbluedoors-8x8", { RedBlueDoors(size: 8) }),
    ("empty-5x5", { Empty(size: 5) }),
    ("empty-6x6", { Empty(size: 6) }),
    ("empty-8x8", { Empty(size: 8) }),
    ("empty-16x16", { Empty(size: 16) }),
    ("empty-random-6x6", { Empty(size: 6, startsAnywhere: true) }),
    ("doorkey-5x5", { DoorKey(size: 5) }),
    ("doorkey-6x6", { DoorKey(size: 6) }),
    ("doorkey-8x8", { DoorKey(size: 8) }),
    ("doorkey-16x16", { DoorKey(size: 16) }),
    ("fourrooms", { FourRooms() }),
    ("gotodoor-5x5", { GoToDoor(size: 5) }),
    ("gotodoor-6x6", { GoToDoor(size: 6) }),
    ("gotodoor-8x8", { GoToDoor(size: 8) }),
    ("unlock", { Unlock() }),
  ]
}
