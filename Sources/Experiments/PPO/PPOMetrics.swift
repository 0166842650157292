import Trials

/// What the task `redbluedoors-ppo` reports.
enum PPOMetrics {
  static let meanReturn = Metric(
    name: "meanReturn", unit: "", direction: .maximize, help: "mean return of the last 100 episodes of training",
    on: .training)
  static let successRate = Metric(
    name: "successRate", unit: "%", direction: .maximize,
    help: "the share of the last 100 episodes of training with a positive return", on: .training)
  static let framesToReturn90 = Metric(
    name: "framesToReturn90", unit: "frames", direction: .minimize,
    help: "frames until the last 100 episodes first had a mean return of 0.9; absent where they never had",
    on: .training)
  static let evaluation = EvaluationMetrics(unit: "", successIn: "with a positive return")
  static let validation = EvaluationMetrics(unit: "", successIn: "with a positive return", on: .validation)

  /// The metrics, the usual one first.
  static let all = [meanReturn, successRate, framesToReturn90] + evaluation.all + validation.all

  static let returns = Curve(meanReturn, per: .update)
  static let successes = Curve(successRate, per: .update)
  static let loss = Curve("loss", unit: "", per: .update)
  static let policyLoss = Curve("policyLoss", unit: "", per: .update)
  static let valueLoss = Curve("valueLoss", unit: "", per: .update)
  static let entropy = Curve("entropy", unit: "nats", per: .update)
  static let codeLength = Curve.codeLength(per: .update)

  /// The curves that every trial has.
  static let curves = [returns, successes, loss, policyLoss, valueLoss, entropy]
  /// The curves of the probes, actor and critic.
  static let codeLengths = ["actor", "critic"].map { codeLength.at(NetworkPlace(net: $0, layer: "fc1")) }
}
