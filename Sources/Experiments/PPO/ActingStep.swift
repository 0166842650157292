import Environments
import Layers
import Tensors
import Trials

/// The policy's response to the observations of all environments, as one compiled step: its inputs, its outputs, and
/// the actions drawn from them.
///
/// Actions are drawn by the inverse of the distribution function, with uniform numbers of the trial's own stream, so
/// that the same probabilities give the same actions on every host.
final class ActingStep {
  /// 0 where the frame begins an episode, else 1, `[environment]`. An input.
  let masks: Block
  /// The memory after the frames before. An input.
  let memory: MemoryBlocks?
  /// The words of the missions, int32 `[environment, word]`. An input.
  let missions: Block?

  /// The states' values, `[environment]`. An output.
  let values: Block
  /// The memory after these frames. An output.
  let nextMemory: MemoryBlocks?
  private let uniforms: Block
  private let probabilities: Block
  private let logProbabilities: Block
  private let actionCount: Int
  private let opening: CompiledStep
  private let later: CompiledStep

  /// A step over `environments`, whose missions have `words` words if the network reads them.
  init(
    _ environments: VectorizedEnvironment, words: Int?, network: ActorCriticNetwork, settings: Settings<PPOSettings>,
    randomness: RandomStream
  ) {
    let rows = environments.count
    actionCount = environments.environments[0].actions.count
    let masks = Block(.float32, count: rows)
    let memory = settings.memory ? MemoryBlocks(rows: rows) : nil
    let nextMemory = settings.memory ? MemoryBlocks(rows: rows) : nil
    let missions = words.map { Block(.int32, count: rows * $0) }
    let (uniforms, values) = (Block(.float32, count: rows), Block(.float32, count: rows))
    let probabilities = Block(.float32, count: rows * actionCount)
    let logProbabilities = Block(.float32, count: rows * actionCount)
    func step(first: Bool) -> CompiledStep {
      CompiledStep("acting in \(rows) environments", gradients: false) { tape in
        let input = ActorCriticNetwork.Input(
          observations: tape.tensor(environments.observations, [rows, environments.observations.count / rows]),
          memory: memory?.state(rows: rows, on: tape).masked(by: tape.tensor(masks, [rows, 1])),
          mission: missions.map { tape.tensor($0, [$0.count]) })
        let output = network(input, settings.rolloutPass(first: first))
        let policy = CategoricalPolicy(logits: output.logits)
        policy.logProbabilities.copy(to: logProbabilities)
        policy.logProbabilities.exp().copy(to: probabilities)
        output.value.copy(to: values)
        if let nextMemory { output.memory?.copy(to: nextMemory) }
        tape.uniform([rows], from: 0, to: 1, randomness).copy(to: uniforms)
      }
    }
    (self.masks, self.memory, self.missions) = (masks, memory, missions)
    (self.values, self.nextMemory, self.uniforms) = (values, nextMemory, uniforms)
    (self.probabilities, self.logProbabilities) = (probabilities, logProbabilities)
    (opening, later) = (step(first: true), step(first: false))
  }

  /// Runs the network. `first` is true for the first run in the trial.
  func run(first: Bool) throws { try (first ? opening : later).run() }

  /// The action drawn in environment `row`, and its log-probability.
  func decision(in row: Int) -> (action: Int, logProbability: Float) {
    let range = row * actionCount..<(row + 1) * actionCount
    let action = sampledAction(
      probabilities: UnsafeBufferPointer(UnsafeMutableBufferPointer(rebasing: probabilities.floats[range])),
      uniform: uniforms.floats[row])
    return (action, logProbabilities.floats[range.lowerBound + action])
  }
}

extension ActingStep {
  /// The action of the largest probability in environment `row`, the first of several.
  func likeliestAction(in row: Int) -> Int {
    let all = probabilities.floats
    var best = row * actionCount
    for place in row * actionCount..<(row + 1) * actionCount where all[place] > all[best] { best = place }
    return best - row * actionCount
  }

  /// Writes the words of the mission of `copy`, if the network reads missions.
  func readMission(of copy: Int, in environments: VectorizedEnvironment) {
    guard let missions else { return }
    let words = missions.count / environments.count
    let target = UnsafeMutableBufferPointer(rebasing: missions.integers[copy * words..<(copy + 1) * words])
    MissionVocabulary.write(environments.environments[copy].mission, to: target)
  }
}

/// The action at which the sum of the probabilities first exceeds `uniform`, in [0, 1), times their total. Only actions
/// of positive probability are drawn. If probabilities are NaN, the last action is.
func sampledAction(probabilities: UnsafeBufferPointer<Float>, uniform: Float) -> Int {
  var total = 0.0
  for probability in probabilities { total += Double(probability) }
  let target = Double(uniform) * total
  var sum = 0.0
  for action in probabilities.indices {
    sum += Double(probabilities[action])
    if sum > target { return action }
  }
  return probabilities.count - 1
}
