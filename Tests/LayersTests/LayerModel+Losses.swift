import Layers
import Tensors
import TestSupport

extension LayerModel {
  /// The model of a loss; nil for an unknown loss.
  static func loss(_ fixture: LayerCase) throws(FixtureError) -> LayerModel? {
    switch fixture.layer {
    case "LogSoftmax+NLL":
      try classification(fixture) { logits, labels, reduction in
        let logProbabilities = logits.logSoftmax()
        return ["log_softmax": logProbabilities, "loss": logProbabilities.negativeLogLikelihood(labels, reduction)]
      }
    case "SoftmaxCrossEntropy": try classification(fixture) { ["loss": $0.crossEntropy($1, $2)] }
    case "MSE": try pair(fixture, "x") { $0.meanSquaredError($1) }
    case "BCE": try pair(fixture, "p") { $0.binaryCrossEntropy($1) }
    case "PPO": try proximalPolicy(fixture)
    case "A2C": try actorCritic(fixture)
    case "DQN": try deepQLearning(fixture)
    default: nil
    }
  }

  private static func classification(
    _ fixture: LayerCase, _ losses: @escaping (Tensor, Tensor, Reduction) -> [String: Tensor]
  ) throws(FixtureError) -> LayerModel {
    let logits = try fixture.shape(ofInput: "x", rank: 2)
    let reduction: Reduction =
      switch fixture.word("reduction") {
      case "mean": .mean
      case "sum": .sum
      case let other: throw FixtureError("config.reduction is \(other ?? "missing"), not mean or sum")
      }
    return LayerModel(inputs: ["x": logits, "labels": [logits[0]]], limits: ["labels": logits[1]]) {
      losses($0["x"], $0["labels"], reduction)
    }
  }

  private static func pair(
    _ fixture: LayerCase, _ name: String, _ loss: @escaping (Tensor, Tensor) -> Tensor
  ) throws(FixtureError) -> LayerModel {
    let shape = try fixture.shape(ofInput: name, rank: 2)
    return LayerModel(inputs: [name: shape, "target": shape]) { ["loss": loss($0[name], $0["target"])] }
  }

  private static func proximalPolicy(_ fixture: LayerCase) throws(FixtureError) -> LayerModel {
    let loss = PPOLoss(
      clip: try fixture.number("clip_eps"), entropyWeight: try fixture.number("entropy_coef"),
      valueWeight: try fixture.number("value_loss_coef"))
    return try decisions(fixture, ["value", "old_log_prob", "old_value", "advantage", "return"]) { inputs in
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

  private static func actorCritic(_ fixture: LayerCase) throws(FixtureError) -> LayerModel {
    let loss = A2CLoss(
      entropyWeight: try fixture.number("entropy_coef"), valueWeight: try fixture.number("value_loss_coef"))
    return try decisions(fixture, ["value", "advantage", "return"]) { inputs in
      [
        "loss": loss(
          logits: inputs["logits"], value: inputs["value"], actions: inputs["actions"],
          advantage: inputs["advantage"], returns: inputs["return"]),
        "entropy": CategoricalPolicy(logits: inputs["logits"]).entropy(),
      ]
    }
  }

  /// A model with `logits`, the taken `actions`, and one number for each row of each of `numbers`.
  private static func decisions(
    _ fixture: LayerCase, _ numbers: [String], _ run: @escaping (LayerInputs) -> [String: Tensor]
  ) throws(FixtureError) -> LayerModel {
    let logits = try fixture.shape(ofInput: "logits", rank: 2)
    let shapes = numbers.reduce(into: ["logits": logits, "actions": [logits[0]]]) { $0[$1] = [logits[0]] }
    return LayerModel(inputs: shapes, limits: ["actions": logits[1]], run: run)
  }

  private static func deepQLearning(_ fixture: LayerCase) throws(FixtureError) -> LayerModel {
    let loss = DQNLoss(discount: try fixture.number("gamma"))
    let q = try fixture.shape(ofInput: "q", rank: 2)
    let rows = [q[0]]
    return LayerModel(
      inputs: ["q": q, "q_next_target": q, "actions": rows, "reward": rows, "done": rows], limits: ["actions": q[1]]
    ) { inputs in
      [
        "loss": loss(
          q: inputs["q"], nextQ: inputs["q_next_target"], actions: inputs["actions"], reward: inputs["reward"],
          done: inputs["done"])
      ]
    }
  }
}
