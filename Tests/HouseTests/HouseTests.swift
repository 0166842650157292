import Foundation
import ProcessTestSupport
import Testing

/// The direction of knowledge between modules, as `Package.swift` has it.
@Suite struct HouseTests {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// What each module may know of ours. Another edge is a change of the house, and belongs here first.
  private static let house: [String: Set<String>] = [
    "Digests": ["CSodium"],
    "Trials": ["Digests"],
    "Tensors": ["CKernels"],
    "Layers": ["Tensors", "CKernels"],
    "Optimizers": ["Tensors", "CKernels"],
    "Files": [],
    "Datasets": ["CZlib", "Digests", "Files"],
    "Pictures": ["CZlib"],
    "Environments": ["Tensors", "CKernels"],
    "LunarLander": ["Environments", "Tensors", "CKernels", "CBox2D"],
    "Experiments": [
      "Trials", "Tensors", "Layers", "Optimizers", "Datasets", "Environments", "LunarLander", "Digests",
    ],
    "Playing": ["Experiments", "Environments", "LunarLander", "Trials", "CKernels", "Pictures"],
    "Benchmarks": [
      "Experiments", "Trials", "Tensors", "Layers", "CKernels", "CPeaks", "Environments", "LunarLander",
    ],
    "Fingerprints": ["Experiments", "Trials", "Tensors", "Layers", "CKernels", "Digests"],
    "Sweeps": ["Trials", "Digests"],
    "Coordination": ["Trials", "Sweeps", "Digests"],
    "Messaging": ["Coordination", "Trials", "Digests", "CZeroMQ"],
    "Results": ["Coordination", "Sweeps", "Trials", "Digests"],
    "Statistics": [],
    "Reporting": ["Results", "Statistics", "Coordination", "Sweeps", "Trials", "Pictures"],
    "Processes": ["Coordination", "Messaging", "Results", "Reporting", "Sweeps", "Trials", "Digests"],
  ]

  @Test func modulesKnowOnlyWhomTheHouseLetsThemKnow() throws {
    let edges = try Self.edges()
    for (module, allowed) in Self.house {
      let known = try #require(edges[module], "Package.swift has no module \(module)")
      let unknown = known.intersection(edges.keys).subtracting(allowed)
      #expect(unknown.isEmpty, "\(module) must not know \(unknown.sorted().joined(separator: ", "))")
    }
    let rooms = Set(edges.keys).subtracting(Self.house.keys).filter { !$0.hasPrefix("C") }
    #expect(rooms == ["regnorm"], "a module that the house does not have: \(rooms.sorted())")
  }

  @Test func coordinationNeverSeesATensorAndAnExperimentNeverASocket() {
    func reach(_ name: String) -> Set<String> {
      (Self.house[name] ?? []).reduce(into: Self.house[name] ?? []) { $0.formUnion(reach($1)) }
    }
    #expect(reach("Processes").isDisjoint(with: ["Tensors", "Layers", "Experiments", "CKernels"]))
    #expect(reach("Experiments").isDisjoint(with: ["Messaging", "Coordination", "CZeroMQ", "Results", "Pictures"]))
  }

  /// The dependencies of every module that is no test, by its name.
  private static func edges() throws -> [String: Set<String>] {
    let manifest = try JSONSerialization.jsonObject(with: try dumpedPackage()) as? [String: Any]
    let targets = try #require(manifest?["targets"] as? [[String: Any]])
    var edges: [String: Set<String>] = [:]
    for target in targets where target["type"] as? String != "test" {
      let name = try #require(target["name"] as? String)
      if (target["path"] as? String)?.hasPrefix("Tests/") == true { continue }
      let dependencies = try #require(target["dependencies"] as? [[String: Any]])
      edges[name] = Set(dependencies.compactMap { ($0["byName"] as? [Any])?.first as? String })
    }
    return edges
  }

  private static func dumpedPackage() throws -> Data {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    // In a scratch folder of its own: the one in use is locked while tests run from it.
    let scratch = FileManager.default.temporaryDirectory.appending(path: "regnorm-house-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: scratch) }
    process.arguments = [
      "swift", "package", "--package-path", root.path, "--scratch-path", scratch.path, "dump-package",
    ]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try ProcessGuard.shared.run(process)
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return output
  }
}
