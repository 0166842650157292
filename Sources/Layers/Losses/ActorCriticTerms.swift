public import Tensors

/// The parts of an actor-critic loss, scalars, so that each can be watched separately.
public struct ActorCriticTerms {
  /// The loss of the policy, which moves the policy towards actions of positive advantage.
  public let policy: Tensor
  /// The error of the state values.
  public let value: Tensor
  /// The mean entropy of the policy, in nats.
  public let entropy: Tensor

  /// policy - entropyWeight · entropy + valueWeight · value
  func loss(entropyWeight: Double, valueWeight: Double) -> Tensor {
    policy - entropy.scaled(by: entropyWeight) + value.scaled(by: valueWeight)
  }
}
