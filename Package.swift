// swift-tools-version: 6.1
import PackageDescription

/// Kernels are timed and trained with in debug builds too, so C is always optimized.
/// Contraction is off: a fused multiply-add happens where the source says so, and nowhere else.
/// No SLP: it would load several fields of a structure at once just after they were stored singly, which stalls.
let kernelFlags: [CSetting] = [
  .unsafeFlags(["-O3", "-ffp-contract=off", "-fno-math-errno", "-fno-slp-vectorize", "-Wall", "-Wextra"])
]

/// A module of ours and the modules that it knows. `Tests/HouseTests` compares them with its imports and with the house.
func module(_ name: String, knows dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, of dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6), .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "regnorm",
  platforms: [.macOS(.v14)],
  products: [
    .executable(name: "regnorm", targets: ["regnorm"]),
    .executable(name: "regnorm-worker", targets: ["regnorm-worker"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.6.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.0.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
    .package(url: "https://github.com/swhitty/FlyingFox", .upToNextMinor(from: "0.27.1")),
  ],
  targets: [
    // System libraries.
    .systemLibrary(name: "CZeroMQ", providers: [.apt(["libzmq3-dev"]), .brew(["zeromq"])]),
    .systemLibrary(
      name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"]), .brew(["libsodium"])]),
    .systemLibrary(name: "CNettle", pkgConfig: "nettle", providers: [.apt(["nettle-dev"]), .brew(["nettle"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),

    // What both sides know: a trial's specification, identity, result, and the protocol to run it.
    module("Digests", knows: ["CNettle"]),
    module("Trials", knows: ["Digests"]),
    module("Bytes"),
    module("OperatingSystem"),
    module("ContentAddressing", knows: ["Digests", "OperatingSystem"]),

    // The tensor side.
    .target(name: "CKernels", cSettings: kernelFlags),
    module("Tensors", knows: ["CKernels"]),
    module("Layers", knows: ["Tensors", "CKernels"]),
    module("Optimizers", knows: ["Tensors", "CKernels"]),
    module("Datasets", knows: ["CZlib", "ContentAddressing", "Digests", "OperatingSystem"]),
    module("Pictures", knows: ["CZlib"]),
    module("Environments", knows: ["Tensors", "CKernels", "Bytes"]),
    .target(name: "CBox2D", linkerSettings: [.linkedLibrary("box2d")]),
    module("LunarLander", knows: ["Environments", "Tensors", "CKernels", "CBox2D"]),
    module(
      "Experiments",
      knows: [
        "Trials", "Tensors", "Layers", "Optimizers", "Datasets", "Environments", "LunarLander", "Digests", "Bytes",
      ]),
    .target(name: "CPeaks", cSettings: kernelFlags),
    module(
      "Benchmarks",
      knows: ["Experiments", "Trials", "Tensors", "Layers", "CKernels", "CPeaks", "Environments", "LunarLander"]),

    module("Fingerprints", knows: ["Experiments", "Trials", "Tensors", "Layers", "CKernels", "Digests"]),

    // The cluster side: what both of its hosts know.
    module("Plans", knows: ["Trials"]),
    module("Coordination", knows: ["Trials", "Plans", "Digests"]),
    module(
      "Messaging", knows: ["Coordination", "Trials", "Digests", "Bytes", "OperatingSystem", "CZeroMQ", "CSodium"]),
    module(
      "Processes", knows: ["Coordination", "Messaging", "ContentAddressing", "Digests", "Bytes", "OperatingSystem"]),

    // What a worker's host runs.
    module(
      "WorkerHost",
      knows: [
        "Processes", "Coordination", "Messaging", "Trials", "ContentAddressing", "Digests", "OperatingSystem",
        .product(name: "Logging", package: "swift-log"),
      ]),

    // What a coordinator's host runs.
    module(
      "Sweeps", knows: ["Plans", "Trials", "Digests", "OperatingSystem", .product(name: "Yams", package: "Yams")]),
    module(
      "Results",
      knows: [
        "Coordination", "Plans", "Trials", "Digests", "OperatingSystem", .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    module("Statistics", knows: ["OperatingSystem"]),
    module(
      "Reporting",
      knows: ["Results", "Statistics", "Coordination", "Plans", "Trials", "Digests", "OperatingSystem", "Pictures"]),
    module(
      "CoordinatorHost",
      knows: [
        "Processes", "Coordination", "Messaging", "Results", "Reporting", "Plans", "Trials", "ContentAddressing",
        "Digests", "OperatingSystem",
        .product(name: "Logging", package: "swift-log"),
      ]),

    module(
      "Dashboard",
      knows: [
        "CoordinatorHost", "Coordination", "Results", "Reporting", "Plans", "Trials", "Digests", "OperatingSystem",
        .product(name: "FlyingFox", package: "FlyingFox"), .product(name: "FlyingSocks", package: "FlyingFox"),
      ]),

    // What people watch.
    module("Playing", knows: ["Experiments", "Environments", "LunarLander", "Trials", "CKernels", "Pictures"]),

    // The command lines, where the two sides meet.
    module(
      "SharedCommands",
      knows: [
        "WorkerHost", "Processes", "Coordination", "Messaging", "Experiments", "Trials", "CKernels", "OperatingSystem",
        "Datasets", "ContentAddressing", "Digests",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ]),
    .executableTarget(
      name: "regnorm-worker",
      dependencies: ["SharedCommands", .product(name: "ArgumentParser", package: "swift-argument-parser")],
      swiftSettings: strict),
    .executableTarget(
      name: "regnorm",
      dependencies: [
        "SharedCommands", "Experiments", "Environments", "Datasets", "Plans", "Sweeps", "Coordination",
        "CoordinatorHost", "Results",
        "Reporting", "Dashboard", "Trials", "Layers", "CKernels", "Benchmarks", "Fingerprints", "Pictures", "Playing",
        "Messaging", "OperatingSystem", "ContentAddressing", "Digests",
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
    tests("TrialsTests", of: ["Trials", "Digests"]),
    tests("OperatingSystemTests", of: ["OperatingSystem"]),
    tests("BytesTests", of: ["Bytes"]),
    tests("ContentAddressingTests", of: ["ContentAddressing", "Digests"]),
    tests(
      "ExperimentsTests",
      of: [
        "Experiments", "Environments", "Tensors", "Layers", "Plans", "Sweeps", "Trials", "Digests", "CKernels",
        "CAllocationCounter",
        "TestSupport",
      ]),
    tests("FingerprintsTests", of: ["Fingerprints", "Experiments", "Trials", "Digests", "CKernels"]),
    tests("BenchmarksTests", of: ["Benchmarks", "Layers", "Tensors", "Trials"]),
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
    tests("SweepsTests", of: ["Sweeps", "Plans", "Trials", "Digests"]),
    tests(
      "DatasetsTests", of: ["Datasets", "ContentAddressing", "Digests", "OperatingSystem", "CZlib", "TestSupport"]),
    tests("CoordinationTests", of: ["Coordination", "Plans", "Trials", "Digests", "TestSupport"]),
    tests("MessagingTests", of: ["Messaging", "Coordination", "Trials", "Digests", "TestSupport"]),

    // Processes that end with the tests that started them, and the proof that they do.
    .target(name: "ProcessTestSupport", path: "Tests/ProcessTestSupport", swiftSettings: strict),
    .executableTarget(
      name: "GuardedParent", dependencies: ["ProcessTestSupport"], path: "Tests/GuardedParent", swiftSettings: strict),

    // Processes: a coordinator, workers and slots that train a toy task and can be killed.
    .target(
      name: "ToyTask", dependencies: ["Trials", "Plans", "Digests", "OperatingSystem"], path: "Tests/ToyTask",
      swiftSettings: strict),
    .executableTarget(
      name: "ToyFleet",
      dependencies: [
        "ToyTask", "WorkerHost", "CoordinatorHost", "Messaging", "Processes", "Coordination", "ContentAddressing",
        "Digests", "Trials",
        .product(name: "Logging", package: "swift-log"),
      ], path: "Tests/ToyFleet", swiftSettings: strict),
    tests(
      "ProcessesTests",
      of: [
        "WorkerHost", "CoordinatorHost", "ToyTask", "ToyFleet", "Coordination", "Messaging", "Results", "Plans",
        "Trials", "Digests", "OperatingSystem", "ProcessTestSupport", "GuardedParent",
      ]),
    tests("StatisticsTests", of: ["Statistics", "TestSupport"]),
    tests(
      "EndToEndTests",
      of: [
        "regnorm", "regnorm-worker", "Reporting", "Results", "Coordination", "Plans", "Trials", "ProcessTestSupport",
        "TestSupport",
      ]),

    // Results: sample plans and entries, and a process that appends until it is killed.
    .target(
      name: "ResultsTestSupport", dependencies: ["Coordination", "Plans", "Trials", "Digests"],
      path: "Tests/ResultsTestSupport", swiftSettings: strict),
    .executableTarget(
      name: "JournalWriter", dependencies: ["Results", "ResultsTestSupport", "Coordination", "Plans", "Trials"],
      path: "Tests/JournalWriter",
      swiftSettings: strict),
    .executableTarget(
      name: "FinishedSweep",
      dependencies: ["Results", "ResultsTestSupport", "Coordination", "Plans", "Trials", "Digests"],
      path: "Tests/FinishedSweep",
      swiftSettings: strict),
    .executableTarget(
      name: "SequentialDecisions", dependencies: ["Statistics"], path: "Tests/SequentialDecisions",
      swiftSettings: strict),
    tests(
      "ResultsTests",
      of: [
        "Results", "ResultsTestSupport", "JournalWriter", "ProcessTestSupport", "Coordination", "Plans", "Trials",
        "Digests",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    tests(
      "ReportingTests",
      of: [
        "Reporting", "Statistics", "Coordination", "Results", "ResultsTestSupport", "Plans", "Trials", "Digests",
        "TestSupport",
      ]),
    tests(
      "DashboardTests",
      of: [
        "Dashboard", "Reporting", "Results", "ResultsTestSupport", "Coordination", "Plans", "Trials", "TestSupport",
        .product(name: "FlyingFox", package: "FlyingFox"),
      ]),
    tests("CKernelsTests", of: ["CKernels"]),
  ]
)
