import Datasets
import Tensors
import Trials

/// The sub-sequences of a rollout, by their first frames, in the order in which the minibatches of an update take them.
///
/// A pass takes the sub-sequences in random order. Every other pass of PPO is shifted by half a sub-sequence, so that
/// the cuts move. A shifted pass has one sub-sequence less in each environment: the last one would reach past the
/// rollout.
struct MinibatchOrder {
  private let randomness: RandomStream
  private let rows: Int
  private let usesSmallerLast: Bool
  private let shiftsPasses: Bool
  private let whole: [Int32]
  private let shifted: [Int32]
  /// The first frames of the pass's sub-sequences.
  private(set) var starts: [Int32] = []

  /// The order of rollouts of `settings`, drawn from `randomness`.
  init(_ settings: Settings<PPOSettings>, randomness: RandomStream) {
    rows = settings.minibatchRows
    usesSmallerLast = settings.minibatches == .published
    shiftsPasses = settings.shiftsPasses
    self.randomness = randomness
    let recurrence = settings.recurrence
    let environments = settings.environments
    func frames(_ count: Int, offset: Int) -> [Int32] {
      (0..<environments).flatMap { environment in
        (0..<count).map { Int32(($0 * recurrence + offset) * environments + environment) }
      }
    }
    whole = frames(settings.framesPerUpdate / recurrence, offset: 0)
    shifted = frames(settings.framesPerUpdate / recurrence - 1, offset: recurrence / 2)
    starts.reserveCapacity(whole.count)
  }

  /// Draws the order of pass number `pass`, counted over all updates.
  mutating func begin(pass: Int) {
    starts.removeAll(keepingCapacity: true)
    starts.append(contentsOf: shiftsPasses && !pass.isMultiple(of: 2) ? shifted : whole)
    var stream = randomness
    stream.permute(&starts)
  }

  /// The places in `starts` of the minibatch that begins at place `start`; nil if the pass has no more.
  func minibatch(from start: Int) -> Range<Int>? {
    let count = min(rows, starts.count - start)
    guard count == rows || (count > 0 && usesSmallerLast) else { return nil }
    return start..<start + count
  }
}
