import ArgumentParser
import CKernels
import Datasets
import Fingerprints
import SharedCommands

/// `regnorm doctor`: the state of this host and build, and digests of the bits that they compute.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Show this host's kernels and data, or with --bits digests of the bits that it computes.",
    discussion: """
      Without --bits: the version, the kernels that this processor uses, and for every data set whether its files have \
      the right sizes, or the problem and the remedy. `regnorm data verify` hashes the files.

      With --bits: the digests of fixed kernel calls and of a short trial of every task, and in the last line one digest of \
      them all. If two hosts print the same last line, a trial gives the same result on both, bit for bit. If \
      not, the lines above show the difference.

        regnorm doctor --bits | tail -1        # compare this line between hosts

      --kernels forces one of the x86-64 instruction sets, so that one host shows the bits of another. On arm64 \
      every kernel gives the same bytes (proved call by call under an emulator: Tests/compare-arm64), so the same line is \
      promised there. lunarlander-dqn also depends on the version of the Box2D library (reference: Debian's 2.4.1).
      """)

  @Flag(help: "Print digests of the bits that this build computes here; takes a few seconds.")
  var bits = false

  @Option(
    help: ArgumentHelp(
      "With --bits: the kernels to use instead of the widest of this processor: portable, avx2 or avx512.",
      valueName: "body"))
  var kernels: String?

  func validate() throws {
    guard bits || kernels == nil else { throw ValidationError("--kernels goes with --bits") }
  }

  func run() throws {
    if bits {
      try printBits()
    } else {
      printState()
    }
  }

  private func printState() {
    var lines = [("regnorm", Build.version), ("kernels", Build.kernels)]
    for dataset in DatasetCatalog.all {
      let problems = dataset.inspect(in: .fromEnvironment(), hashing: false).compactMap(\.problem)
      lines.append((dataset.name, problems.first ?? "ready"))
      if problems.count > 1 {
        lines.append(("", "\(problems.count - 1) more files are not ready: regnorm data list"))
      }
    }
    let width = lines.map(\.0.count).max() ?? 0
    for (name, state) in lines { print("\(name)\(String(repeating: " ", count: width - name.count))  \(state)") }
  }

  private func printBits() throws {
    try useKernels(named: kernels)
    var fingerprints = try Fingerprint.kernels()
    for fingerprint in fingerprints { show(fingerprint) }
    for task in Fingerprint.tasks {
      let fingerprint = try Fingerprint.trial(of: task)
      show(fingerprint)
      fingerprints.append(fingerprint)
    }
    print("\(Fingerprint.combined(fingerprints))  regnorm \(Build.version)")
  }

  private func show(_ fingerprint: Fingerprint) { print("\(fingerprint.digest)  \(fingerprint.name)") }
}
