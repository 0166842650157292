import Bytes
public import Tensors

/// Copies of an environment that step together and write to blocks that compiled steps read in place.
///
/// ```
/// observations │ copy 0: count elements │ copy 1 │ …          float32 [copies, observation]
/// actions      │ copy 0 │ copy 1 │ …                          int32, written by the caller before a step
/// rewards, terminated, truncated                              float32 [copies], 1 for true
/// ```
/// Each copy has its own stream of episode seeds, so that the start of its episode k does not depend on the episodes
/// before. A step leaves the last observation of an ended episode in place, because learning may need it. `resetEnded`
/// then begins the next episode.
public final class VectorizedEnvironment {
  /// The copies.
  public let environments: [any Environment]
  /// The observations of all copies, float32 `[copies, observation]`.
  public let observations: Block
  /// The action that every copy takes next, int32 `[copies]`.
  public let actions: Block
  /// The rewards of the last step, float32 `[copies]`.
  public let rewards: Block
  /// Whether the last step ended the copy's episode by the world's rules, float32 `[copies]`, 0 or 1.
  public let terminated: Block
  /// Whether the last step ended the copy's episode by its limit of steps, float32 `[copies]`, 0 or 1.
  public let truncated: Block
  /// The sum of the rewards in every copy's episode so far.
  public private(set) var returns: [Double]
  private var episodes: [Episode]
  private let width: Int

  /// A copy's episode, for replay: its seed and the actions so far.
  private struct Episode {
    var seeds: RandomStream
    var seed = 0
    var actions: [UInt8] = []
  }

  /// Copies of one environment, each at the beginning of the first episode of its own stream of `seed`. The streams are
  /// named after `purpose`: streams of different purposes are independent.
  public init(_ environments: [any Environment], seed: Int, purpose: String = "environment") {
    precondition(!environments.isEmpty, "at least one environment is needed")
    precondition(environments.allSatisfy { $0.actions.count <= 256 }, "an action is kept in a byte")
    self.environments = environments
    let count = environments.count
    width = environments[0].observationSpace.count
    observations = Block(.float32, count: count * width)
    actions = Block(.int32, count: count)
    rewards = Block(.float32, count: count)
    terminated = Block(.float32, count: count)
    truncated = Block(.float32, count: count)
    returns = [Double](repeating: 0, count: count)
    episodes = (0..<count).map { Episode(seeds: RandomStream(seed: seed, name: "\(purpose)/\($0)")) }
    for copy in environments.indices {
      episodes[copy].actions.reserveCapacity(environments[copy].stepLimit)
      beginEpisode(of: copy)
    }
  }

  /// The number of copies.
  public var count: Int { environments.count }

  /// Whether the last step ended the episode of `copy`.
  public func hasEnded(_ copy: Int) -> Bool { terminated.floats[copy] + truncated.floats[copy] > 0 }

  /// Whether the last step reached the step limit of the episode of `copy` without ending it by the world's rules.
  public func wasCut(_ copy: Int) -> Bool { truncated.floats[copy] > 0 && terminated.floats[copy] == 0 }

  /// The number of steps in the episode of `copy` so far.
  public func length(of copy: Int) -> Int { episodes[copy].actions.count }

  /// Takes `actions`, one in every copy. No copy's episode may have ended.
  public func step() {
    let chosen = actions.integers
    for copy in environments.indices { take(Int(chosen[copy]), in: copy) }
  }

  /// Begins the next episode of every copy whose episode has ended.
  public func resetEnded() {
    for copy in environments.indices where hasEnded(copy) { beginEpisode(of: copy) }
  }

  private func beginEpisode(of copy: Int) {
    episodes[copy].seed = Int(bitPattern: UInt(episodes[copy].seeds.next()))
    replay([], in: copy)
  }

  private func take(_ action: Int, in copy: Int) {
    var observation = observation(of: copy).mutableSpan
    let outcome = environments[copy].step(action, into: &observation)
    episodes[copy].actions.append(UInt8(action))
    rewards.floats[copy] = Float(outcome.reward)
    terminated.floats[copy] = outcome.terminated ? 1 : 0
    truncated.floats[copy] = outcome.truncated ? 1 : 0
    returns[copy] += outcome.reward
  }

  /// Begins the copy's episode anew and takes `actions` in it.
  private func replay(_ actions: [UInt8], in copy: Int) {
    var observation = observation(of: copy).mutableSpan
    environments[copy].reset(seed: episodes[copy].seed, into: &observation)
    episodes[copy].actions.removeAll(keepingCapacity: true)
    (rewards.floats[copy], terminated.floats[copy], truncated.floats[copy], returns[copy]) = (0, 0, 0, 0)
    for action in actions { take(Int(action), in: copy) }
  }

  /// The copy's row of `observations`. Use the row within one call only, while `observations` lives.
  private func observation(of copy: Int) -> UnsafeMutableBufferPointer<Float> {
    UnsafeMutableBufferPointer(rebasing: observations.floats[copy * width..<(copy + 1) * width])
  }
}

extension VectorizedEnvironment {
  /// The bytes from which `restore` goes on in the middle of episodes. For every copy they hold the number of drawn
  /// seeds, the episode's seed, the number of its actions (64 bits each, little-endian), and the actions, a byte each.
  public var state: [UInt8] {
    var writer = ByteWriter()
    for episode in episodes {
      writer.write(episode.seeds.block.words[1])
      writer.write(Int64(episode.seed))
      writer.write(UInt64(episode.actions.count))
      writer.append(episode.actions)
    }
    return writer.bytes
  }

  /// Goes back to the moment of `state` by playing the actions again. Throws if the bytes come from other copies.
  public func restore(_ state: [UInt8]) throws(EnvironmentStateError) {
    var reader = ByteReader(state)
    for copy in environments.indices {
      let environment = environments[copy]
      guard let drawn = reader.word(UInt64.self), let seed = reader.word(Int64.self),
        let length = reader.word(UInt64.self).flatMap({ Int(exactly: $0) }), length <= environment.stepLimit,
        let actions = reader.take(length).map({ Array($0) })
      else {
        throw EnvironmentStateError(
          reason: "the episode of copy \(copy) is longer than its limit, or the bytes are cut short")
      }
      guard actions.allSatisfy({ $0 < environment.actions.count }) else {
        throw EnvironmentStateError(reason: "copy \(copy) does not have these actions")
      }
      episodes[copy].seeds.block.words[1] = drawn
      episodes[copy].seed = Int(seed)
      replay(actions, in: copy)
    }
    guard reader.remaining == 0 else {
      throw EnvironmentStateError(reason: "the bytes are of more than \(count) copies")
    }
  }
}

/// Bytes that environments cannot be restored from.
public struct EnvironmentStateError: Error, CustomStringConvertible {
  /// The fault in the bytes.
  public let reason: String

  public var description: String { "the environments cannot be restored from these bytes: \(reason)" }
}
