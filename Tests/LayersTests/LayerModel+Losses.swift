import Layers
import Tensors

extension LayerModel {
  /// The model of a loss; nil for one that we do not know.
  static func loss(_ fixture: LayerCase) -> LayerModel? {
    switch fixture.layer {
    case "LogSoftmax+NLL":
      LayerModel { inputs in
        let logProbabilities = inputs["x"].logSoftmax()
        return [
          "log_softmax": logProbabilities,
          "loss": logProbabilities.negativeLogLikelihood(inputs["labels"], reduction(fixture)),
        ]
      }
    case "SoftmaxCrossEntropy":
      LayerModel { ["loss": $0["x"].crossEntropy($0["labels"], reduction(fixture))] }
    case "MSE": LayerModel { ["loss": $0["x"].meanSquaredError($0["target"])] }
    case "BCE": LayerModel { ["loss": $0["p"].binaryCrossEntropy($0["target"])] }
    case "PPO": proximalPolicy(fixture)
    case "A2C": actorCritic(fixture)
    case "DQN":
      LayerModel { inputs in
        let loss = DQNLoss(discount: fixture.number("gamma"))
        return [
          "loss": loss(
            q: inputs["q"], nextQ: inputs["q_next_target"], actions: inputs["actions"], reward: inputs["reward"],
            done: inputs["done"])
        ]
      }
    default: nil
    }
  }

  private static func reduction(_ fixture: LayerCase) -> Reduction {
    switch fixture.word("reduction") {
    case "mean": .mean
    case "sum": .sum
    case let other: preconditionFailure("\(fixture.name) has the unknown reduction \(other ?? "none")")
    }
  }

  private static func proximalPolicy(_ fixture: LayerCase) -> LayerModel {
    let loss = PPOLoss(
      clip: fixture.number("clip_eps"), entropyWeight: fixture.number("entropy_coef"),
      valueWeight: fixture.number("value_loss_coef"))
    return LayerModel { inputs in
      let decisions = PPOLoss.Decisions(
        actions: inputs["actions"], oldLogProbability: inputs["old_log_prob"], oldValue: inputs["old_value"],
        advantage: inputs["advantage"], returns: inputs["return"])
      let policy = CategoricalPolicy(logits: inputs["logits"])
      return [
        "loss": loss(logits: inputs["logits"], value: inputs["value"], decisions),
        "entropy": policy.entropy(), "log_prob": policy.logProbability(inputs["actions"]),
      ]
    }
  }

  private static func actorCritic(_ fixture: LayerCase) -> LayerModel {
    let loss = A2CLoss(
      entropyWeight: fixture.number("entropy_coef"), valueWeight: fixture.number("value_loss_coef"))
    return LayerModel { inputs in
      [
        "loss": loss(
          logits: inputs["logits"], value: inputs["value"], actions: inputs["actions"],
          advantage: inputs["advantage"], returns: inputs["return"]),
        "entropy": CategoricalPolicy(logits: inputs["logits"]).entropy(),
      ]
    }
  }
}
