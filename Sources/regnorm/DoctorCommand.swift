import ArgumentParser
import CKernels
import Datasets
import Fingerprints
import SharedCommands

/// `regnorm doctor`: what this host and build are, and whether they compute what others do.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Say what this host has, and with --bits whether it computes the same bits as another.",
    discussion: """
      Without --bits: the version, the kernels that this processor uses, and for every data set whether its files are \
      there with the right sizes, or what is wrong and what to do. `regnorm data verify` hashes them.

      With --bits: the digest of fixed kernel calls and of a short trial of every task, and in the last line one digest of \
      them all. Where two hosts print the same last line, a trial gives the same result on either, bit for bit; where \
      they do not, the lines above say in what they differ.

        regnorm doctor --bits | tail -1        # compare this line between hosts

      --kernels forces one of the x86-64 instruction sets, so that one host shows what another will compute. On arm64 \
      every kernel gives the same bytes (proved call by call under an emulator: Tests/compare-arm64), so the same line is \
      promised there. lunarlander-dqn also depends on the version of the Box2D library (reference: Debian's 2.4.1).
      """)

  @Flag(help: "Print digests of what this build computes here; a few seconds.")
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
        lines.append(("", "\(problems.count - 1) more files of it are not ready: regnorm data list"))
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
