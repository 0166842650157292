import Layers
import Tensors
import Trials

/// The head of the actor or of the critic: two linear layers with a normalization and a tanh between them.
struct PolicyHead {
  private let first: Linear
  private let second: Linear
  private let hiddenNormalization: any Normalization
  private let outputNormalization: any Normalization
  private let probe: RegularityNormalization?

  /// Declares `name.fc1` and `name.fc2` and their normalizations.
  init(_ inputs: Int, _ outputs: Int, _ settings: Settings<PPOSettings>, in variables: Variables, name: String) {
    let hidden = ActorCriticNetwork.width
    let (method, semantics) = (settings.normalization.method, settings.normalization.semantics)
    func linear(_ inputs: Int, _ outputs: Int, _ name: String) -> Linear {
      Linear(
        inputs, outputs, weightNorm: method.normalizesWeights,
        initial: .unitNorm(axis: 0, rows: inputs, columns: outputs), in: variables, name: name)
    }
    func normalization(_ features: Int, _ name: String) -> any Normalization {
      method.make(
        features: features, batchRows: settings.minibatchRows, semantics: semantics, in: variables, name: name)
    }
    first = linear(inputs, hidden, name + ".fc1")
    second = linear(hidden, outputs, name + ".fc2")
    hiddenNormalization = normalization(hidden, name + ".fc1")
    outputNormalization =
      settings.placement == .published ? normalization(outputs, name + ".fc2") : NoNormalization()
    probe =
      settings.probe
      ? RegularityNormalization(
        features: hidden, batchRows: settings.minibatchRows, grouping: .all, semantics: semantics, in: variables,
        name: name + ".fc1.probe") : nil
  }

  /// `[batch, inputs]` to `[batch, outputs]`. A given `target` receives the first layer's code length.
  func callAsFunction(_ x: Tensor, _ pass: ActorCriticNetwork.Pass, probe target: Block?) -> Tensor {
    let sums = first(x)
    if let target { probe?.probe(sums, pass.mode, into: target) }
    let hidden = applied(hiddenNormalization, to: sums, pass, activation: .tanh)
    return applied(outputNormalization, to: second(hidden), pass, activation: .none)
  }

  private func applied(
    _ normalization: any Normalization, to x: Tensor, _ pass: ActorCriticNetwork.Pass, activation: Activation
  ) -> Tensor {
    let call = NormalizationCall(pass.mode, activation: activation)
    return pass.regularity ? normalization(x, call) : normalization.unscaled(x, call)
  }
}
