/// The house: every module of the product, and the modules that it may import.
///
/// A module may import modules that stand before it in `rooms`, on its own side or on a side that its side may know.
enum House {
  /// The side that needs a module.
  enum Side: String {
    /// All sides: a trial's specification, its result, and the operating system.
    case shared
    /// Training: the tensors and the modules above them.
    case tensors
    /// Both hosts of a cluster: the plan, the protocol and the socket.
    case cluster
    /// A worker's host, without training.
    case worker
    /// A coordinator's host: sweep files, the database, tables and reports.
    case coordinator
    /// The command line of a worker's host, which needs no coordinator.
    case workerCommands
    /// The whole command line.
    case commands

    /// The sides that modules of this side may know.
    var knows: Set<Side> {
      switch self {
      case .shared: [.shared]
      case .tensors: [.tensors, .shared]
      case .cluster: [.cluster, .shared]
      case .worker: [.worker, .cluster, .shared]
      case .coordinator: [.coordinator, .cluster, .shared]
      case .workerCommands: [.workerCommands, .worker, .cluster, .tensors, .shared]
      case .commands: [.commands, .workerCommands, .coordinator, .worker, .cluster, .tensors, .shared]
      }
    }
  }

  /// A module, the side that needs it, and the foreign libraries that only this module may import.
  struct Room {
    let module: String
    let side: Side
    let libraries: Set<String>

    init(_ module: String, _ side: Side, libraries: Set<String> = []) {
      self.module = module
      self.side = side
      self.libraries = libraries
    }
  }

  /// Every module, after the modules that it builds on.
  static let rooms: [Room] = [
    Room("CNettle", .shared), Room("CSodium", .cluster), Room("CZlib", .shared), Room("CZeroMQ", .cluster),
    Room("CKernels", .tensors), Room("CPeaks", .tensors), Room("CBox2D", .tensors),
    Room("Bytes", .shared), Room("OperatingSystem", .shared), Room("Digests", .shared),
    Room("ContentAddressing", .shared),
    Room("Trials", .shared),

    Room("Tensors", .tensors), Room("Layers", .tensors), Room("Optimizers", .tensors), Room("Datasets", .tensors),
    Room("Environments", .tensors), Room("LunarLander", .tensors), Room("Experiments", .tensors),
    Room("Benchmarks", .tensors), Room("Fingerprints", .tensors),

    Room("Plans", .cluster), Room("Coordination", .cluster), Room("Messaging", .cluster), Room("Processes", .cluster),
    Room("WorkerHost", .worker, libraries: ["Logging"]),

    Room("Sweeps", .coordinator, libraries: ["Yams"]), Room("Results", .coordinator, libraries: ["GRDB"]),
    Room("Statistics", .coordinator), Room("Pictures", .coordinator), Room("Reporting", .coordinator),
    Room("CoordinatorHost", .coordinator, libraries: ["Logging"]),
    Room("Dashboard", .coordinator, libraries: ["FlyingFox", "FlyingSocks"]),

    Room("SharedCommands", .workerCommands, libraries: ["ArgumentParser", "Logging"]),
    Room("regnorm-worker", .workerCommands, libraries: ["ArgumentParser"]),
    Room("Playing", .commands), Room("regnorm", .commands, libraries: ["ArgumentParser", "Logging"]),
  ]

  /// The reason why `module` may not import `other`, a module or a library; nil if the import is allowed.
  static func objection(to module: String, knowing other: String) -> String? {
    guard let place = rooms.firstIndex(where: { $0.module == module }) else { return "the house has no \(module)" }
    guard let otherPlace = rooms.firstIndex(where: { $0.module == other }) else {
      return rooms[place].libraries.contains(other) ? nil : "\(other) is no library of \(module)"
    }
    let (side, otherSide) = (rooms[place].side, rooms[otherPlace].side)
    if !side.knows.contains(otherSide) {
      return "\(module) (\(side)) must not know \(other) (\(otherSide))"
    }
    return otherPlace < place ? nil : "\(other) stands above \(module)"
  }
}
