import Layers
import Tensors
import Trials

/// A policy and a state value on a shared view of the grid:
/// ```
/// observation [batch, 7, 7, 3] → conv 16, ReLU, max-pool 2, conv 32, ReLU, conv 64, ReLU (all 2×2) → 64
///   → LSTM 64 (with memory)                ┐
/// mission, words → embedding 32 → GRU 128  ┴ joined (with text) → actor  64 → tanh → actions
///                                                               → critic 64 → tanh → 1
/// ```
/// The weights of every output of a head's linear layers are drawn from N(0, 1) and scaled to length 1; its bias is 0.
/// Normalizations stand between a head's first layer and its tanh, and in the published placement also after the logits
/// and after the value.
struct ActorCriticNetwork {
  /// The input of a step. Memory and mission are nil in a network without them.
  struct Input {
    /// `[batch, columns · rows · channels]`.
    let observations: Tensor
    /// The memory after the step before; zeros where an episode begins.
    let memory: LSTMCell.State?
    /// The missions' words, int32 `[batch · words]`, one mission after the other.
    let mission: Tensor?
  }

  /// The output of a step.
  struct Output {
    /// `[batch, actions]`.
    let logits: Tensor
    /// `[batch]`.
    let value: Tensor
    /// The memory for the next step.
    let memory: LSTMCell.State?
  }

  /// The behaviour of normalizations in a call.
  struct Pass {
    /// Whether histories and running statistics are updated or only read.
    let mode: NormalizationCall.Mode
    /// Whether activations are multiplied by code lengths and gains.
    let regularity: Bool
  }

  /// The width of the features, of the memory and of both heads.
  static let width = 64

  private let image: (height: Int, width: Int, channels: Int)
  private let convolutions: [Convolution]
  private let memory: LSTMCell?
  private let mission: MissionEncoder?
  private let actor: PolicyHead
  private let critic: PolicyHead

  /// A network for observations of `shape` = [columns, rows, channels]; `words` is the length of missions; nil if the
  /// network does not read them.
  init(
    observation shape: [Int], actions: Int, words: Int?, settings: Settings<PPOSettings>, in variables: Variables
  ) {
    precondition(shape.count == 3, "the network takes observations [columns, rows, channels], not \(shape)")
    image = (shape[0], shape[1], shape[2])
    convolutions = [(shape[2], 16), (16, 32), (32, Self.width)].enumerated().map { index, channels in
      Convolution(channels.0, channels.1, kernel: 2, in: variables, name: "conv\(index + 1)")
    }
    // Each convolution takes one row and one column; max-pooling halves both after the first.
    let features = ((shape[0] - 1) / 2 - 2) * ((shape[1] - 1) / 2 - 2) * Self.width
    memory = settings.memory ? LSTMCell(features, Self.width, in: variables, name: "memory") : nil
    mission = words.map { MissionEncoder(words: $0, in: variables) }
    let inputs = (settings.memory ? Self.width : features) + (words == nil ? 0 : MissionEncoder.width)
    actor = PolicyHead(inputs, actions, settings, in: variables, name: "actor")
    critic = PolicyHead(inputs, 1, settings, in: variables, name: "critic")
  }

  /// `probes`, unless empty, receive the code lengths of the first layers of actor and critic.
  func callAsFunction(_ input: Input, _ pass: Pass, probes: [Block] = []) -> Output {
    let batch = input.observations.shape.rows
    let seen = input.observations.reshaped([batch, image.height, image.width, image.channels])
    let pooled = convolutions[0](seen, activation: .relu).maxPool(2)
    let convolved = convolutions[2](convolutions[1](pooled, activation: .relu), activation: .relu)
    var features = convolved.reshaped([batch, convolved.shape.count / batch])
    var remembered: LSTMCell.State?
    if let memory, let before = input.memory {
      remembered = memory(features, before)
      features = remembered!.hidden
    }
    if let mission, let words = input.mission { features = .joined([features, mission(words, batch: batch)], axis: 1) }
    let logits = actor(features, pass, probe: probes.first)
    let value = critic(features, pass, probe: probes.last)
    return Output(logits: logits, value: value.reshaped([batch]), memory: remembered)
  }
}
