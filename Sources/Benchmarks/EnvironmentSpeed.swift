import Environments
import Tensors

/// The speed of an environment without a network.
enum EnvironmentSpeed {
  /// Seconds a step of random actions, resets included: the best of several windows of `seconds` together.
  static func secondsPerStep(_ environment: any Environment, seconds: Double = 0.2) -> Double {
    let copies = VectorizedEnvironment([environment], seed: 1)
    let random = RandomStream(seed: 1, name: "environment speed")
    let steps = 1000
    let choices = (0..<steps).map { _ in Int32(random.integer(in: environment.actions.indices)) }
    let start = ProcessClock.wall()
    var (best, now) = (Double.infinity, start)
    repeat {
      for choice in choices {
        copies.actions.integers[0] = choice
        copies.step()
        copies.resetEnded()
      }
      let end = ProcessClock.wall()
      best = min(best, (end - now) / Double(steps))
      now = end
    } while now - start < seconds
    return best
  }
}
