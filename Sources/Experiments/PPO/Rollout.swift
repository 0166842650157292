import Layers
import Tensors

/// The experience of the environments between two updates.
///
/// ```
/// element t · environments + e     frame t of environment e, `[time, environment]`, row-major
/// ```
/// The memory of a frame is the one after the frame before, even where the mask is 0: there an episode begins and the
/// memory does not count.
final class Rollout {
  /// The number of frames.
  let frames: Int
  /// The number of environments: the distance between two frames of one environment.
  let environments: Int
  let observations: Block
  let actions: Block
  let logProbabilities: Block
  let values: Block
  let rewards: Block
  /// 0 where an episode begins, else 1.
  let masks: Block
  let advantages: Block
  let returns: Block
  /// The values and masks of the frame after the last.
  let nextValues: Block
  let nextMasks: Block
  let memory: MemoryBlocks?
  /// The words of the missions, int32 `[time, environment, word]`.
  let missions: Block?

  /// Room for `steps` frames of each environment, which observe `width` numbers and have missions of `words` words.
  init(steps: Int, environments: Int, width: Int, words: Int?, memory: Bool) {
    let frames = steps * environments
    self.frames = frames
    self.environments = environments
    observations = Block(.float32, count: frames * width)
    actions = Block(.int32, count: frames)
    func floats(_ count: Int) -> Block { Block(.float32, count: count) }
    (logProbabilities, values, rewards) = (floats(frames), floats(frames), floats(frames))
    (masks, advantages, returns) = (floats(frames), floats(frames), floats(frames))
    (nextValues, nextMasks) = (floats(environments), floats(environments))
    self.memory = memory ? MemoryBlocks(rows: frames) : nil
    missions = words.map { Block(.int32, count: frames * $0) }
  }

  /// Fills advantages and returns.
  func estimateAdvantages(_ generalized: GeneralizedAdvantage) {
    generalized.estimate(
      GeneralizedAdvantage.Experience(
        rewards: rewards, values: values, masks: masks, nextValues: nextValues, lastMasks: nextMasks),
      advantages: advantages, returns: returns)
  }

  /// The frames at `index`, int32 `[rows]`, of a block of this rollout: `[rows, width]`.
  func rows(of block: Block, at index: Tensor) -> Tensor {
    index.tape.tensor(block, [frames, block.count / frames]).rows(index)
  }
}

/// The two halves of an LSTM's memory, float32 `[rows, 64]` each.
struct MemoryBlocks {
  let hidden: Block
  let cell: Block

  init(rows: Int) {
    hidden = Block(.float32, count: rows * ActorCriticNetwork.width)
    cell = Block(.float32, count: rows * ActorCriticNetwork.width)
  }

  /// Copies all of `source` to the rows from `row` on.
  func write(_ source: MemoryBlocks, at row: Int) {
    hidden.write(source.hidden, at: row * ActorCriticNetwork.width)
    cell.write(source.cell, at: row * ActorCriticNetwork.width)
  }

  /// Copies row i of `source` to row `rows[i]`.
  func scatter(_ source: MemoryBlocks, to rows: Block) {
    hidden.scatter(source.hidden, to: rows)
    cell.scatter(source.cell, to: rows)
  }

  /// The memory as tensors, `[rows, 64]`.
  func state(rows: Int, on tape: Tape) -> LSTMCell.State {
    let shape: Shape = [rows, ActorCriticNetwork.width]
    return LSTMCell.State(hidden: tape.tensor(hidden, shape), cell: tape.tensor(cell, shape))
  }
}

extension LSTMCell.State {
  /// The memory where `mask`, `[rows, 1]`, is 1, and zeros where it is 0.
  func masked(by mask: Tensor) -> LSTMCell.State {
    LSTMCell.State(hidden: hidden * mask, cell: cell * mask)
  }

  /// Keeps the elements for the frame after this one.
  func copy(to blocks: MemoryBlocks) {
    hidden.copy(to: blocks.hidden)
    cell.copy(to: blocks.cell)
  }
}

extension Block {
  /// Copies row i of `source`, `[rows, 64]`, to row `rows[i]` of this block.
  fileprivate func scatter(_ source: Block, to rows: Block) {
    let (from, to, width) = (source.floats, floats, ActorCriticNetwork.width)
    for place in 0..<rows.count {
      let start = Int(rows.integers[place]) * width
      for element in 0..<width { to[start + element] = from[place * width + element] }
    }
  }

  /// Copies all elements of `source` to the places from `offset` on.
  func write(_ source: Block, at offset: Int) {
    precondition(source.element == element && offset + source.count <= count, "the elements do not fit the block")
    let start = offset * (bytes.count / count)
    UnsafeMutableRawBufferPointer(rebasing: bytes[start..<start + source.bytes.count]).copyMemory(
      from: UnsafeRawBufferPointer(source.bytes))
  }
}
