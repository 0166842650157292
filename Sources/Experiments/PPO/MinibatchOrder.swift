import Datasets
import Tensors

/// Which sub-sequences of a rollout the minibatches of an update take, named by their first frames.
///
/// A pass takes the sub-sequences in random order. Every other pass of PPO is shifted by half a sub-sequence, so that the
/// cuts move, and has one sub-sequence less an environment: the last, which would reach past the rollout.
struct MinibatchOrder {
  private let randomness: RandomStream
  private let configuration: PPOConfiguration
  private let whole: [Int32]
  private let shifted: [Int32]
  /// The first frames of the pass's sub-sequences.
  private(set) var starts: [Int32] = []

  /// The order of rollouts of `configuration`, drawn from `randomness`.
  init(_ configuration: PPOConfiguration, randomness: RandomStream) {
    self.configuration = configuration
    self.randomness = randomness
    let recurrence = configuration.recurrence
    func frames(_ count: Int, offset: Int) -> [Int32] {
      (0..<configuration.environments).flatMap { environment in
        (0..<count).map { Int32(($0 * recurrence + offset) * configuration.environments + environment) }
      }
    }
    whole = frames(configuration.framesPerUpdate / recurrence, offset: 0)
    shifted = frames(configuration.framesPerUpdate / recurrence - 1, offset: recurrence / 2)
    starts.reserveCapacity(whole.count)
  }

  /// Draws the order of pass number `pass`, counted over all updates.
  mutating func begin(pass: Int) {
    starts.removeAll(keepingCapacity: true)
    starts.append(contentsOf: configuration.shiftsPasses && !pass.isMultiple(of: 2) ? shifted : whole)
    var stream = randomness
    stream.permute(&starts)
  }

  /// Which of `starts` are the minibatch that begins with number `start` of them; nil where the pass has no more.
  func minibatch(from start: Int) -> Range<Int>? {
    let rows = min(configuration.minibatchRows, starts.count - start)
    guard rows == configuration.minibatchRows || (rows > 0 && configuration.minibatches == .published) else {
      return nil
    }
    return start..<start + rows
  }
}
