import Environments
import LunarLander
import Tensors
import Trials

/// An environment for deep Q-learning, with its task's description.
struct ControlTask: Sendable {
  /// The task's name and summary.
  let name, summary: String
  let settings: ControlSettings
  let makeEnvironment: @Sendable (Settings<DQNSettings>) -> any Environment
  let metrics: DQNMetrics
  let succeeded: EpisodePlayer.SuccessRule
}

extension ControlTask {
  static let cartPole = ControlTask(
    name: "cartpole-dqn", summary: "Balance a pole on a cart by deep Q-learning.",
    settings: ControlSettings(
      stepLimit: 500, "the published runs were of CartPole-v1, which has 500; v0 has 200",
      truncation: Truncation.setting(
        default: .terminal, former: .bootstrap, published: "the published runs were terminal"),
      solved: 195),
    makeEnvironment: { CartPole(stepLimit: $0.environment.stepLimit) },
    metrics: metrics(successIn: "in which the pole stood until the limit of steps"),
    succeeded: { environments, copy in environments.terminated.floats[copy] == 0 })

  private static let windPower = NumberSetting(
    "windPower", 0...20, default: 0, help: "the largest force of the wind; 15 is usual")
  private static let turbulence = NumberSetting(
    "turbulence", 0...2, default: 0, help: "the largest torque of the wind; 1.5 is usual")

  private static func metrics(successIn which: String) -> DQNMetrics {
    func metrics(on examples: Metric.Examples) -> EvaluationMetrics {
      EvaluationMetrics(unit: "return", detail: ", without exploration", successIn: which, on: examples)
    }
    return DQNMetrics(evaluation: metrics(on: .test), validation: metrics(on: .validation))
  }

  /// Only coming to rest is worth 100, in an episode's last step.
  static let lunarLander = ControlTask(
    name: "lunarlander-dqn", summary: "Land a craft between two flags by deep Q-learning (Box2D's physics).",
    settings: ControlSettings(
      stepLimit: 100, "the published runs had 100, too few to come to rest; LunarLander-v2 has 1000",
      truncation: Truncation.setting(
        default: .bootstrap, former: .bootstrap, published: "the published runs bootstrapped at 100 steps"),
      solved: 200, others: [windPower, turbulence]),
    makeEnvironment: { settings in
      let wind = LunarLanderWind(power: settings[windPower], turbulence: settings[turbulence])
      return LunarLander(
        stepLimit: settings.environment.stepLimit, wind: wind.power == 0 && wind.turbulence == 0 ? nil : wind)
    },
    metrics: metrics(successIn: "in which the craft came to rest"),
    succeeded: { environments, copy in environments.rewards.floats[copy] == 100 })
}
