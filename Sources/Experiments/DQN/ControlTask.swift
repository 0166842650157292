import Environments
import LunarLander
import Tensors
import Trials

/// An environment that deep Q-learning is tried on, with what its task says of it.
enum ControlTask: Sendable {
  case cartPole, lunarLander

  var name: String {
    switch self {
    case .cartPole: "cartpole-dqn"
    case .lunarLander: "lunarlander-dqn"
    }
  }

  var summary: String {
    switch self {
    case .cartPole: "Balance a pole on a cart by deep Q-learning."
    case .lunarLander: "Land a craft between two flags by deep Q-learning (Box2D's physics)."
    }
  }

  /// The limit of steps an episode and what it is, the mean return that counts as solved, and the environment's own
  /// settings.
  var declarations: [Setting] {
    switch self {
    case .cartPole:
      [
        stepLimit(500, "the published runs were of CartPole-v1, which has 500; v0 has 200"),
        Truncation.declaration(default: .terminal, former: .bootstrap, published: "the published runs were terminal"),
        solvedReturn(195),
      ]
    case .lunarLander:
      [
        stepLimit(100, "the published runs had 100, too few to come to rest; LunarLander-v2 has 1000"),
        Truncation.declaration(
          default: .bootstrap, former: .bootstrap, published: "the published runs bootstrapped at 100 steps"),
        solvedReturn(200),
        Setting("windPower", .number(0...20), default: .number(0), help: "the largest force of the wind; 15 is usual"),
        Setting(
          "turbulence", .number(0...2), default: .number(0), help: "the largest torque of the wind; 1.5 is usual"),
      ]
    }
  }

  func makeEnvironment(_ settings: SettingsReader) -> any Environment {
    let stepLimit = settings.integer("stepLimit")
    switch self {
    case .cartPole: return CartPole(stepLimit: stepLimit)
    case .lunarLander:
      let wind = LunarLanderWind(power: settings.number("windPower"), turbulence: settings.number("turbulence"))
      return LunarLander(stepLimit: stepLimit, wind: wind.power == 0 && wind.turbulence == 0 ? nil : wind)
    }
  }

  /// Which episodes `succeeded` counts, as they are called in help.
  var success: String {
    switch self {
    case .cartPole: "in which the pole stood until the limit of steps"
    case .lunarLander: "in which the craft came to rest"
    }
  }

  /// The pole stood until the limit; the craft came to rest, which alone is worth 100 in a last step.
  var succeeded: EpisodePlayer.SuccessRule {
    switch self {
    case .cartPole: { environments, copy in environments.terminated.floats[copy] == 0 }
    case .lunarLander: { environments, copy in environments.rewards.floats[copy] == 100 }
    }
  }

  private func stepLimit(_ steps: Int, _ help: String) -> Setting {
    Setting(
      "stepLimit", .integer(1...100_000), default: .integer(steps),
      help: "steps after which an episode is over: " + help
    )
  }

  private func solvedReturn(_ value: Double) -> Setting {
    Setting(
      "solvedReturn", .number(-1e6...1e6), default: .number(value),
      help: "the task counts as solved when the mean return of 100 episodes reaches this")
  }
}
