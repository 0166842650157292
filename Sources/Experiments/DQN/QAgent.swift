import Layers
import Optimizers
import Tensors
import Trials

/// Two networks that estimate the return of every action. The online network acts and learns; the target network
/// follows.
///
/// The use of histories and running statistics (rn, rbn, rln, sn, gain, bn):
///
/// | | acting, batch 1 | learning, online net | learning, target net |
/// |---|---|---|---|
/// | `published`, but bn | updates | updates | updates its own |
/// | `corrected`, and bn always | reads | updates | updates its own |
///
/// Layers without a history or running statistics (none, ln, wn) act from the first step on.
///
/// In the published form a code length counts elements: the network that acts on one state multiplies by about log of
/// the batch's size more than the one that learns from a batch. In the corrected form both compute the same function.
/// The target net follows the parameters, never the histories: it sees as many batches as the online net and keeps its
/// own. When double Q-learning evaluates the next states, histories are only read. Evaluation episodes act as training
/// does, so that with `published` they also update the online net's histories.
final class QAgent {
  let online = Variables()
  /// The state in which to act, float32. `estimate` reads this block.
  let observation: Block
  /// The values of the actions in the last estimated state, float32 `[actions]`.
  let values: Block
  /// The last learning step's loss.
  let loss = Block(.float32, count: 1)
  /// The code lengths of the hidden layers in the last learning step, of the online and of the target net; empty
  /// without probing.
  let codeLengths: (online: [Block], target: [Block])
  let replay: ReplayBuffer
  /// Whether acting needs a history or running statistics that only learning produces.
  let actsByWhatItLearned: Bool
  private let target = Variables()
  private let onlineNetwork: FeedForwardNetwork
  private let targetNetwork: FeedForwardNetwork
  private let settings: Settings<DQNSettings>
  private let optimizer: Adam
  private let observationWidth: Int
  private var act: CompiledStep!
  private var learn: CompiledStep!

  /// An agent that acts on the state in `observation`.
  init(_ settings: Settings<DQNSettings>, observation: Block, actions: Int, seed: Int) {
    self.settings = settings
    self.observation = observation
    observationWidth = observation.count
    let sizes = [observation.count, settings.hiddenUnits, settings.hiddenUnits, actions]
    func network(in variables: Variables) -> FeedForwardNetwork {
      FeedForwardNetwork(
        sizes: sizes, batchRows: settings.batchSize, normalization: settings.normalization,
        probe: settings.probe, in: variables)
    }
    onlineNetwork = network(in: online)
    targetNetwork = network(in: target)
    // The same names and seed give both nets the same initial weights.
    online.layOut(seed: seed)
    target.layOut(seed: seed)
    optimizer = Adam(online, learningRate: Float(settings.learningRate))
    replay = ReplayBuffer(
      capacity: settings.replayCapacity, stateWidth: observation.count, batchSize: settings.batchSize,
      in: online)
    values = Block(.float32, count: actions)
    codeLengths = (onlineNetwork.probes.map(\.codeLength), targetNetwork.probes.map(\.codeLength))
    let (method, semantics) = (settings.normalization.method, settings.normalization.semantics)
    actsByWhatItLearned = method.keepsRunningStatistics || (method.multipliesByHistory && semantics == .corrected)
    act = actingStep()
    learn = learningStep()
  }

  /// Estimates `values` of the state in `observation`.
  func estimate() throws { try act.run() }

  /// The action of the largest value, the first of several.
  var bestAction: Int32 {
    let values = values.floats
    var best = 0
    for action in values.indices where values[action] > values[best] { best = action }
    return Int32(best)
  }

  /// Learns from the batch that `replay` drew.
  func learnFromDrawnBatch() throws { try learn.run() }

  /// The values of the actions `[batch, actions]` in `states`, without an update.
  func evaluate(_ states: Tensor) -> Tensor { onlineNetwork(states, NormalizationCall(.evaluation)) }

  /// Everything that is saved, in the order of checkpoints.
  var variables: [Variables] { [online, target] }

  private func actingStep() -> CompiledStep {
    CompiledStep("act", gradients: false) { [unowned self] tape in
      let state = tape.tensor(observation, [1, observationWidth])
      let call = NormalizationCall(actsByWhatItLearned ? .evaluation : .training)
      onlineNetwork.unprobed(state, call).copy(to: values)
    }
  }

  private func learningStep() -> CompiledStep {
    CompiledStep("learn from \(settings.batchSize) transitions") { [unowned self] tape in
      let batch = replay.batch(on: tape)
      let nextQ = targetNetwork(batch.nextStates, NormalizationCall(.training))
      let selecting = settings.doubleQ ? evaluate(batch.nextStates) : nil
      let q = onlineNetwork(batch.states, NormalizationCall(.training))
      let mean = DQNLoss(discount: settings.discount, difference: settings.loss)(
        q: q, nextQ: nextQ, selecting: selecting, actions: batch.actions, reward: batch.rewards, done: batch.terminal)
      mean.copy(to: loss)
      tape.backward(from: mean)
      optimizer.update(on: tape)
      tape.move(target, toward: online, weight: settings.softUpdate)
    }
  }
}
