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
  private var order: [Int32] = []

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
    order.reserveCapacity(whole.count)
  }

  /// Draws the order of pass number `pass`, counted over all updates.
  mutating func begin(pass: Int) {
    order.removeAll(keepingCapacity: true)
    order.append(contentsOf: configuration.shiftsPasses && !pass.isMultiple(of: 2) ? shifted : whole)
    var stream = randomness
    stream.permute(&order)
  }

  /// The first frames of the sub-sequences of the pass's minibatch that begins at its sub-sequence `start`; nil where the
  /// pass has no more.
  func minibatch(from start: Int) -> ArraySlice<Int32>? {
    let rows = min(configuration.minibatchRows, order.count - start)
    guard rows == configuration.minibatchRows || (rows > 0 && configuration.minibatches == .published) else {
      return nil
    }
    return order[start..<start + rows]
  }
}
