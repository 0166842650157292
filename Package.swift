// swift-tools-version: 6.1
import PackageDescription

/// Kernels are timed and trained with in debug builds too, so C is always optimized.
/// Contraction is off: a fused multiply-add happens where the source says so, and nowhere else.
/// No SLP: it would load several fields of a structure at once just after they were stored singly, which stalls.
let kernelFlags: [CSetting] = [
  .unsafeFlags(["-O3", "-ffp-contract=off", "-fno-math-errno", "-fno-slp-vectorize", "-Wall", "-Wextra"])
]

/// A module of ours and the modules it may know; `Tests/HouseTests` holds these edges to the documented house.
func module(_ name: String, knows dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, of dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

let strict: [SwiftSetting] = [.swiftLanguageMode(.v6), .enableUpcomingFeature("ExistentialAny")]

let package = Package(
  name: "regnorm",
  platforms: [.macOS(.v14)],
  products: [.executable(name: "regnorm", targets: ["regnorm"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.6.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.0.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
  ],
  targets: [
    // System libraries.
    .systemLibrary(name: "CZeroMQ", providers: [.apt(["libzmq3-dev"]), .brew(["zeromq"])]),
    .systemLibrary(
      name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"]), .brew(["libsodium"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),

    // What both sides know: a trial's specification, identity, result, and the protocol to run it.
    module("Digests", knows: ["CSodium"]),
    module("Trials", knows: ["Digests"]),
    module("Files"),

    // The tensor side.
    .target(name: "CKernels", cSettings: kernelFlags),
    module("Tensors", knows: ["CKernels"]),
    module("Layers", knows: ["Tensors", "CKernels"]),
    module("Optimizers", knows: ["Tensors", "CKernels"]),
    module("Datasets", knows: ["CZlib", "Digests", "Files"]),
    module("Pictures", knows: ["CZlib"]),
    module("Environments", knows: ["Tensors", "CKernels"]),
    .target(name: "CBox2D", linkerSettings: [.linkedLibrary("box2d")]),
    module("LunarLander", knows: ["Environments", "Tensors", "CKernels", "CBox2D"]),
    module(
      "Experiments",
      knows: [
        "Trials", "Tensors", "Layers", "Optimizers", "Datasets", "Environments", "LunarLander", "Digests",
      ]),
    .target(name: "CPeaks", cSettings: kernelFlags),
    module(
      "Benchmarks",
      knows: ["Experiments", "Trials", "Tensors", "Layers", "CKernels", "CPeaks", "Environments", "LunarLander"]),

    module("Fingerprints", knows: ["Experiments", "Trials", "Tensors", "Layers", "CKernels", "Digests"]),

    // The cluster side.
    module("Sweeps", knows: ["Trials", "Digests", .product(name: "Yams", package: "Yams")]),
    module("Coordination", knows: ["Trials", "Sweeps", "Digests"]),
    module("Messaging", knows: ["Coordination", "Trials", "Digests", "CZeroMQ"]),
    module(
      "Results", knows: ["Coordination", "Sweeps", "Trials", "Digests", .product(name: "GRDB", package: "GRDB.swift")]),
    module("Statistics"),
    module("Reporting", knows: ["Results", "Statistics", "Coordination", "Sweeps", "Trials", "Pictures"]),
    module(
      "Processes",
      knows: [
        "Coordination", "Messaging", "Results", "Reporting", "Sweeps", "Trials", "Digests",
        .product(name: "Logging", package: "swift-log"),
      ]),

    // The command line, where the two sides meet, and what people watch there.
    module("Playing", knows: ["Experiments", "Environments", "LunarLander", "Trials", "CKernels", "Pictures"]),
    .executableTarget(
      name: "regnorm",
      dependencies: [
        "Experiments", "Datasets", "Sweeps", "Coordination", "Messaging", "Processes", "Results", "Statistics",
        "Reporting", "Trials", "CKernels", "Benchmarks", "Fingerprints", "Digests", "Pictures", "Playing", "Files",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: strict),

    .target(
      name: "TestSupport", dependencies: ["Tensors", "Datasets"], path: "Tests/TestSupport", swiftSettings: strict),
    .target(name: "CAllocationCounter", path: "Tests/CAllocationCounter"),
    tests("TensorsTests", of: ["Tensors", "CKernels", "TestSupport", "CAllocationCounter"]),
    tests("OptimizersTests", of: ["Optimizers", "Tensors", "CKernels", "TestSupport"]),
    tests("LayersTests", of: ["Layers", "Optimizers", "Tensors", "TestSupport"]),
    tests("HouseTests", of: ["ProcessTestSupport"]),
    tests("TrialsTests", of: ["Trials"]),
    tests("FilesTests", of: ["Files"]),
    tests(
      "ExperimentsTests",
      of: [
        "Experiments", "Environments", "Tensors", "Layers", "Sweeps", "Trials", "CKernels", "CAllocationCounter",
        "TestSupport",
      ]),
    tests("FingerprintsTests", of: ["Fingerprints", "Experiments", "CKernels"]),
    tests("BenchmarksTests", of: ["Benchmarks", "Tensors", "Trials"]),
    tests("NormalizationTests", of: ["Layers", "Optimizers", "Tensors", "TestSupport"]),
    tests("PicturesTests", of: ["Pictures", "CZlib"]),
    tests(
      "PlayingTests",
      of: ["Playing", "Pictures", "Experiments", "Environments", "LunarLander", "CBox2D", "Tensors", "Trials"]),
    tests(
      "EnvironmentsTests", of: ["Environments", "Tensors", "TestSupport", "CAllocationCounter"]),
    tests(
      "LunarLanderTests",
      of: ["LunarLander", "CBox2D", "Environments", "Tensors", "TestSupport", "CAllocationCounter"]),
    tests("SweepsTests", of: ["Sweeps", "Trials"]),
    tests("DatasetsTests", of: ["Datasets", "Digests", "CZlib", "TestSupport"]),
    tests("CoordinationTests", of: ["Coordination", "Sweeps", "Trials", "Digests"]),
    tests("MessagingTests", of: ["Messaging", "Coordination", "Trials", "Digests"]),

    // Processes that end with the tests that started them, and the proof that they do.
    .target(name: "ProcessTestSupport", path: "Tests/ProcessTestSupport", swiftSettings: strict),
    .executableTarget(
      name: "GuardedParent", dependencies: ["ProcessTestSupport"], path: "Tests/GuardedParent", swiftSettings: strict),

    // Processes: a coordinator, workers and slots that train a toy task and can be killed.
    .target(
      name: "ToyTask", dependencies: ["Trials", "Sweeps"], path: "Tests/ToyTask", swiftSettings: strict),
    .executableTarget(
      name: "ToyFleet",
      dependencies: [
        "ToyTask", "Processes", "Coordination", "Results", "Trials", "Sweeps",
        .product(name: "Logging", package: "swift-log"),
      ], path: "Tests/ToyFleet", swiftSettings: strict),
    tests(
      "ProcessesTests",
      of: [
        "Processes", "ToyTask", "ToyFleet", "Coordination", "Messaging", "Results", "Trials", "Digests",
        "ProcessTestSupport", "GuardedParent",
      ]),
    tests("StatisticsTests", of: ["Statistics", "TestSupport"]),
    tests("EndToEndTests", of: ["regnorm", "Results", "Coordination", "Trials", "ProcessTestSupport", "TestSupport"]),

    // Results: sample plans and entries, and a process that appends until it is killed.
    .target(
      name: "ResultsTestSupport", dependencies: ["Coordination", "Sweeps", "Trials", "Digests"],
      path: "Tests/ResultsTestSupport", swiftSettings: strict),
    .executableTarget(
      name: "JournalWriter", dependencies: ["Results", "ResultsTestSupport"], path: "Tests/JournalWriter",
      swiftSettings: strict),
    tests(
      "ResultsTests",
      of: [
        "Results", "ResultsTestSupport", "JournalWriter", "ProcessTestSupport", "Digests",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    tests("ReportingTests", of: ["Reporting", "Coordination", "Results", "ResultsTestSupport", "Sweeps", "Trials"]),
    tests("CKernelsTests", of: ["CKernels"]),
  ]
)
