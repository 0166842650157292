import Tensors

/// The last transitions of an agent, from which batches are drawn. The newest replaces the oldest.
///
/// The buffer lies in states of `variables` and is saved with them.
final class ReplayBuffer {
  /// The most transitions that the buffer holds.
  let capacity: Int
  private let width: Int
  private let states: Block
  private let nextStates: Block
  private let actions: Block
  private let rewards: Block
  private let terminal: Block
  private let added: Block
  /// The places of the next batch's transitions, int32 `[batch]`.
  private let drawn: Block
  /// A bit for each place, uint64, set while the batch that is being drawn has the place.
  private let taken: Block

  init(capacity: Int, stateWidth: Int, batchSize: Int, in variables: Variables) {
    self.capacity = capacity
    width = stateWidth
    states = variables.state("replay.states", .float32, count: capacity * width).block
    nextStates = variables.state("replay.nextStates", .float32, count: capacity * width).block
    actions = variables.state("replay.actions", .int32, count: capacity).block
    rewards = variables.state("replay.rewards", .float32, count: capacity).block
    terminal = variables.state("replay.terminated", .float32, count: capacity).block
    added = variables.state("replay.added", .uint64, count: 1).block
    drawn = Block(.int32, count: batchSize)
    taken = Block(.uint64, count: (capacity + 63) / 64)
  }

  /// The number of held transitions.
  var count: Int { min(Int(added.words[0]), capacity) }

  /// Records the state in which an action is taken. `finish` completes the transition.
  func begin(_ state: Block) {
    copy(state, to: states)
  }

  /// Adds the transition from the state that `begin` recorded. No reward follows a terminal transition.
  func finish(action: Int32, reward: Float, nextState: Block, isTerminal: Bool) {
    copy(nextState, to: nextStates)
    actions.integers[place] = action
    rewards.floats[place] = reward
    terminal.floats[place] = isTerminal ? 1 : 0
    added.words[0] += 1
  }

  /// Draws a batch of different transitions, uniformly.
  func draw(_ random: RandomStream) {
    let (chosen, taken, count) = (drawn.integers, taken.words, count)
    precondition(count >= chosen.count, "a batch of \(chosen.count) cannot be drawn from \(count) transitions")
    for index in chosen.indices {
      var (place, bit) = (0, UInt64(0))
      repeat {
        place = random.integer(in: 0..<count)
        bit = 1 << UInt64(place & 63)
      } while taken[place >> 6] & bit != 0
      taken[place >> 6] |= bit
      chosen[index] = Int32(place)
      prefetch(place)
    }
    for index in chosen.indices { taken[Int(chosen[index]) >> 6] = 0 }
  }

  /// The drawn batch: states and next states `[batch, width]`, int32 actions, rewards and ends `[batch]`.
  func batch(
    on tape: Tape
  ) -> (states: Tensor, actions: Tensor, rewards: Tensor, nextStates: Tensor, terminal: Tensor) {
    let index = tape.tensor(drawn, [drawn.count])
    func column(_ block: Block) -> Tensor { tape.tensor(block, [capacity, 1]).rows(index).reshaped([drawn.count]) }
    return (
      tape.tensor(states, [capacity, width]).rows(index), column(actions), column(rewards),
      tape.tensor(nextStates, [capacity, width]).rows(index), column(terminal)
    )
  }

  /// Asks for a transition's memory while the next one is drawn.
  private func prefetch(_ place: Int) {
    states.prefetch(place * width)
    nextStates.prefetch(place * width)
    actions.prefetch(place)
    rewards.prefetch(place)
    terminal.prefetch(place)
  }

  private var place: Int { Int(added.words[0] % UInt64(capacity)) }

  private func copy(_ state: Block, to table: Block) {
    let row = UnsafeMutableBufferPointer(rebasing: table.floats[place * width..<(place + 1) * width])
    _ = row.update(fromContentsOf: state.floats)
  }
}
