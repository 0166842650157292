public import Tensors

/// The parts that the losses of actor-critic methods add up, scalars: each can be watched for itself.
public struct ActorCriticTerms {
  /// What moves the policy towards actions of positive advantage.
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
