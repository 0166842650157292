import CAllocationCounter
import Testing
import Trials

@testable import Experiments

#if canImport(Glibc)
  /// Trials in steady state, with all parts of a step: gathering a batch or acting, learning, curves.
  @Suite struct TrialAllocationTests {
    /// The number of allocations in `count` steps of a trial, after `warmUp` steps.
    private func allocations(
      _ task: String, _ settings: [String: SettingValue], warmUp: Int, steps count: Int
    ) throws -> Int {
      let experiment = try ExperimentRegistry.experiment(named: task)
      let trial = try experiment.makeTrial(try experiment.specification(settings, seed: 1), resumingFrom: nil)
      _ = try trial.advance(steps: warmUp)
      let before = allocations_of_this_thread()
      _ = try trial.advance(steps: count)
      return allocations_of_this_thread() - before
    }

    /// The steps between one evaluation and the next.
    @Test(arguments: ["none", "rn", "ln+rn", "bn", "wn"]) func aTrainingStepAllocatesNothing(method: String) throws {
      let normalization: [String: SettingValue] = [
        "normalization": .text(method), "semantics": .text("published"), "dataset": .text("optdigits"),
        "epochs": .integer(3), "batchSize": .integer(16),
      ]
      for task in ["imbalanced-mnist", "mnist-rnn"] {
        let small = normalization.merging(["hiddenUnits": .integer(20)]) { $1 }
        #expect(try allocations(task, small, warmUp: 90, steps: 60) == 0, "\(task)")
      }
      #expect(try allocations("draw", normalization, warmUp: 90, steps: 60) == 0)
    }

    @Test(arguments: ["none", "rn", "ln"]) func aStepOnStoriesAllocatesNothing(method: String) throws {
      let settings: [String: SettingValue] = [
        "normalization": .text(method), "semantics": .text("corrected"), "babiTask": .integer(19),
        "trainSize": .integer(500), "epochs": .integer(3),
      ]
      #expect(try allocations("babi-ggnn", settings, warmUp: 55, steps: 40) == 0)
    }

    /// With random actions the pole falls after some twenty steps, so that the steps include resets.
    @Test(arguments: ["none", "rn", "bn"]) func cartPoleAllocatesNothingEpisodeAfterEpisode(method: String) throws {
      let settings: [String: SettingValue] = [
        "normalization": .text(method), "semantics": .text("published"), "epsilonDecay": .number(1),
      ]
      #expect(try allocations("cartpole-dqn", settings, warmUp: 80, steps: 200) == 0)
    }

    /// Only steps in flight are counted: a reset makes a new world, and Box2D allocates a chunk for contacts near the
    /// ground.
    @Test func aFlightAllocatesNothing() throws {
      let settings: [String: SettingValue] = [
        "normalization": .text("none"), "batchSize": .integer(8), "learnEvery": .integer(1),
        "stepLimit": .integer(1000), "epsilonDecay": .number(1),
      ]
      #expect(try allocations("lunarlander-dqn", settings, warmUp: 12, steps: 30) == 0)
    }

    /// Several episodes of the 16 environments reach their limit meanwhile.
    @Test(arguments: ["none", "rn"]) func anUpdateOfPPOAllocatesNothingEpisodeAfterEpisode(method: String) throws {
      let settings: [String: SettingValue] = [
        "normalization": .text(method), "semantics": .text("published"), "environment": .text("empty-random-6x6"),
        "framesPerUpdate": .integer(64), "batchSize": .integer(64), "epochs": .integer(1),
      ]
      #expect(try allocations("redbluedoors-ppo", settings, warmUp: 3, steps: 3) == 0)
    }
  }
#endif
