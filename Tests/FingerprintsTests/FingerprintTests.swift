import CKernels
import Digests
import Experiments
import Testing
import Trials

@testable import Fingerprints

/// The digests of `regnorm doctor --bits` are the same on every host and in every build.
@Suite struct FingerprintTests {
  /// The first digits of this version's digests on every host. A commit that changes one on purpose must say so: the
  /// published tables in the documentation were made with these bits, and stored results of that task can no longer be
  /// repeated.
  private static let expected = [
    "kernels/products": "8652664d07afe21f",
    "kernels/functions": "f2a65ad3edfbdb9a",
    "kernels/normalizations": "ffaf8a13ffd3cfc0",
    "kernels/random": "e4bf428bbf49bcbb",
    "imbalanced-mnist": "5d5b5b926cbe678f",
    "mnist-rnn": "200d3d0ded3d5c6b",
    "draw": "8d8d11580ca5bcbf",
    "babi-ggnn": "30f010162ec24630",
    "cartpole-dqn": "49c99d47a34fb978",
    "lunarlander-dqn": "fd9b243e24e4021b",
    "redbluedoors-ppo": "d1f93c6023696fb6",
  ]

  private static let bodies: [KernelBody] = [.portable, .avx2, .avx512].filter { inBody($0) { true } != nil }

  /// Runs `body` with the kernels of an instruction set; nil if this processor lacks it.
  private static func inBody<T>(_ kernels: KernelBody, _ body: () throws -> T) rethrows -> T? {
    let before = regnorm_body()
    guard regnorm_use_body(kernels) else { return nil }
    defer { _ = regnorm_use_body(before) }
    return try body()
  }

  @Test(arguments: bodies) func kernelsComputeTheBitsOfThisVersion(_ kernels: KernelBody) throws {
    for fingerprint in try #require(try Self.inBody(kernels, Fingerprint.kernels)) {
      let digest = fingerprint.digest.description
      #expect(digest.hasPrefix(Self.expected[fingerprint.name] ?? "no such kernels"), "\(fingerprint.name): \(digest)")
    }
  }

  @Test(arguments: Fingerprint.tasks, bodies) func aTrialGivesTheSameBitsOnEveryInstructionSet(
    _ task: String, _ kernels: KernelBody
  ) throws {
    let digest = try #require(try Self.inBody(kernels) { try Fingerprint.trial(of: task) }).digest.description
    #expect(digest.hasPrefix(Self.expected[task] ?? "no such task"), "\(task): \(digest)")
  }

  @Test func theOneLineChangesWithAnyOfItsParts() throws {
    let parts = try Fingerprint.kernels()
    let renamed = [Fingerprint(name: "other", digest: parts[0].digest)] + parts.dropFirst()
    let swapped = [parts[1], parts[0]] + parts.dropFirst(2)
    let digests = [parts, renamed, swapped, parts.dropLast()].map { Fingerprint.combined(Array($0)) }
    #expect(Set(digests).count == 4)
  }

  @Test func noTaskIsLeftOut() {
    #expect(ExperimentRegistry.all.map(\.task.name).sorted() == Fingerprint.tasks.sorted())
  }
}
