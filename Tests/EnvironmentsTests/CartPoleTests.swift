import Environments
import Tensors
import TestSupport
import Testing

@Suite struct CartPoleTests {
  private func state(_ numbers: [Double]) -> CartPole.State {
    CartPole.State(position: numbers[0], velocity: numbers[1], angle: numbers[2], angularVelocity: numbers[3])
  }

  private func numbers(_ state: CartPole.State) -> [Double] {
    [state.position, state.velocity, state.angle, state.angularVelocity]
  }

  @Test(arguments: try CartPoleFixture.file.get().trajectories.all)
  func everyStepFromARecordedStateGivesTheNext(_ recorded: FixtureCase<CartPoleTrajectory>) throws {
    let trajectory = try recorded.contents()
    let tolerance = try CartPoleFixture.file.get().tolerance.one_step_state_abs
    let cart = CartPole(stepLimit: 500)
    var observation = [Float](repeating: 0, count: 4)
    var span = observation.mutableSpan
    for (index, action) in trajectory.actions.enumerated() {
      cart.begin(from: state(index == 0 ? trajectory.initial_state : trajectory.states[index - 1]), into: &span)
      _ = cart.step(action, into: &span)
      // The tolerance is relative too, so that small numbers need as many right digits as large ones.
      Tolerance(absolute: 1e-16, relative: tolerance).expect(
        numbers(cart.state), near: trajectory.states[index], "\(trajectory.name), step \(index)")
    }
  }

  @Test(arguments: try CartPoleFixture.file.get().trajectories.all)
  func aFreeRunStaysOnTheRecordedPathAndEndsWithIt(_ recorded: FixtureCase<CartPoleTrajectory>) throws {
    let trajectory = try recorded.contents()
    let tolerance = try CartPoleFixture.file.get().tolerance
    let cart = CartPole(stepLimit: trajectory.max_episode_steps)
    let block = Block(.float32, count: 4)
    let observation = block.floats
    var span = observation.mutableSpan
    cart.begin(from: state(trajectory.initial_state), into: &span)
    for (index, action) in trajectory.actions.enumerated() {
      let outcome = cart.step(action, into: &span)
      // An episode that has ended takes no further step.
      try #require(
        outcome
          == StepOutcome(
            reward: trajectory.rewards[index], terminated: trajectory.terminated[index],
            truncated: trajectory.truncated[index]),
        "\(trajectory.name), step \(index)")
      #expect(Array(observation) == numbers(cart.state).map(Float.init))
      let allowed =
        index < 100
        ? tolerance.free_run_state_abs_first_100_steps
        : index < 200 ? tolerance.free_run_state_abs_first_200_steps : .infinity
      if allowed.isFinite {
        Tolerance(absolute: allowed).expect(
          numbers(cart.state), near: trajectory.states[index], "\(trajectory.name), step \(index)")
      }
    }
  }

  @Test func firstStatesAreUniformWithinATwentieth() {
    let cart = CartPole(stepLimit: 200)
    var observation = [Float](repeating: 0, count: 4)
    var span = observation.mutableSpan
    var sums = [Double](repeating: 0, count: 4)
    for seed in 0..<2000 {
      cart.reset(seed: seed, into: &span)
      for (index, number) in numbers(cart.state).enumerated() {
        #expect(abs(number) <= 0.05)
        sums[index] += number * number
      }
    }
    // The variance of a uniform number on ±a is a²/3; its estimate is within 10 % (four standard errors).
    for sum in sums { #expect(abs(sum / 2000 / (0.05 * 0.05 / 3) - 1) < 0.1) }
  }
}
