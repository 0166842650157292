import Tensors
import Testing
import Trials

@testable import Experiments

/// Rollouts of 16 environments and 128 frames in minibatches of 256 frames, as in the published runs.
@Suite struct MinibatchOrderTests {
  private func settings(_ stated: [String: SettingValue]) throws -> Settings<PPOSettings> {
    let experiment = RedBlueDoorsPPO()
    let specification = try experiment.specification(
      stated.merging(["normalization": .text("none")]) { $1 }, seed: 1)
    return Settings(PPOSettings.declared, specification.settings)
  }

  /// The first frames of every minibatch of pass number `pass`.
  private func minibatches(_ stated: [String: SettingValue], pass: Int) throws -> [[Int]] {
    var order = MinibatchOrder(try settings(stated), randomness: RandomStream(seed: 1, name: "minibatches"))
    order.begin(pass: pass)
    var (found, start): ([[Int]], Int) = ([], 0)
    while let minibatch = order.minibatch(from: start) {
      found.append(order.starts[minibatch].map(Int.init))
      start += minibatch.count
    }
    return found
  }

  private static let singleFrames: [String: SettingValue] = ["memory": .boolean(false), "recurrence": .integer(1)]
  private static let published = singleFrames.merging(["minibatches": .text("published")]) { $1 }

  @Test func aPublishedPassHasAllFrames() throws {
    let passes = try minibatches(Self.published, pass: 0)
    #expect(passes.map(\.count) == Array(repeating: 256, count: 8))
    #expect(passes.joined().sorted() == Array(0..<2048))
  }

  @Test func aShiftedPublishedPassLacksTheLastFramesAndEndsInASmallerMinibatch() throws {
    let passes = try minibatches(Self.published, pass: 3)
    #expect(passes.map(\.count) == Array(repeating: 256, count: 7) + [240])
    // The last frame of the 16 environments: those from 127 · 16 on.
    #expect(passes.joined().sorted() == Array(0..<2032))
  }

  @Test func wholeMinibatchesOfSingleFramesTakeAllFramesInEveryPass() throws {
    for pass in 0..<2 {
      let passes = try minibatches(Self.singleFrames, pass: pass)
      #expect(passes.map(\.count) == Array(repeating: 256, count: 8))
      #expect(passes.joined().sorted() == Array(0..<2048))
    }
  }

  @Test func aShiftedPassOfSubSequencesUsesItsSmallerLastMinibatchOnlyAsPublished() throws {
    let whole = try minibatches([:], pass: 1)
    #expect(whole.map(\.count) == Array(repeating: 64, count: 7))
    let published = try minibatches(["minibatches": .text("published")], pass: 1)
    #expect(published.map(\.count) == Array(repeating: 64, count: 7) + [48])
    #expect(Array(published.dropLast()) == whole)
    // Sub-sequences of 4 frames that begin at frames 2, 6, … 122 of each of the 16 environments.
    let starts = stride(from: 2, to: 124, by: 4).flatMap { frame in (0..<16).map { frame * 16 + $0 } }
    #expect(published.joined().sorted() == starts)
  }

  @Test func theOlderMinibatchesKeepTheirTrialsIdentity() throws {
    let experiment = RedBlueDoorsPPO()
    let specification = try experiment.specification(["normalization": .text("none")], seed: 1)
    #expect(specification.settings["minibatches"] == nil)
  }
}
