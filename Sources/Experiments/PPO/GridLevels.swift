import Environments

/// The grids that a policy can be trained on, by the names of the setting `environment`.
enum GridLevels {
  /// From the published tasks on, in the order of help.
  static let names = levels.map(\.name)

  /// A new environment of the level called `name`.
  static func makeEnvironment(_ name: String) -> any Environment {
    guard let level = levels.first(where: { $0.name == name }) else {
      preconditionFailure("a checked specification names a level, not \(name)")
    }
    return MiniGrid(level.make())
  }

  private static let levels: [(name: String, make: @Sendable () -> any GridLevel)] = [
    ("redbluedoors-6x6", { RedBlueDoors(size: 6) }),
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
