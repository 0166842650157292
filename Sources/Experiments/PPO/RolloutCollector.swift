import Environments
import Tensors

/// Plays the environments with the present policy.
final class RolloutCollector {
  private let environments: VectorizedEnvironment
  private let acting: ActingStep
  private let cutValues: CutValues?

  /// A collector in `environments`, with the step that acts in them. `cutValues` is nil if the limit of steps ends an
  /// episode.
  init(_ environments: VectorizedEnvironment, _ acting: ActingStep, cutValues: CutValues?) {
    self.environments = environments
    self.acting = acting
    self.cutValues = cutValues
    for copy in 0..<environments.count { acting.readMission(of: copy, in: environments) }
  }

  /// Fills `rollout`, and adds the return of every ended episode to `scores`. `framesBefore` is the number of frames
  /// that the trial has played before.
  func collect(into rollout: Rollout, scores: inout EpisodeScores, framesBefore: Int) throws {
    for start in stride(from: 0, to: rollout.frames, by: environments.count) {
      try acting.run(first: framesBefore + start == 0)
      recordSituation(in: rollout, at: start)
      for copy in 0..<environments.count {
        let (action, logProbability) = acting.decision(in: copy)
        environments.actions.integers[copy] = Int32(action)
        rollout.actions.integers[start + copy] = Int32(action)
        rollout.logProbabilities.floats[start + copy] = logProbability
      }
      environments.step()
      rollout.rewards.write(environments.rewards, at: start)
      try cutValues?.add(to: rollout.rewards, at: start)
      for copy in 0..<environments.count {
        acting.masks.floats[copy] = environments.hasEnded(copy) ? 0 : 1
        if environments.hasEnded(copy) {
          scores.add(environments.returns[copy], frames: framesBefore + start + environments.count)
        }
      }
      beginNextFrame()
    }
    try acting.run(first: false)
    rollout.nextValues.write(acting.values, at: 0)
    rollout.nextMasks.write(acting.masks, at: 0)
  }

  private func recordSituation(in rollout: Rollout, at start: Int) {
    let copies = environments.count
    rollout.observations.write(environments.observations, at: start * (environments.observations.count / copies))
    rollout.masks.write(acting.masks, at: start)
    rollout.values.write(acting.values, at: start)
    if let memory = acting.memory { rollout.memory?.write(memory, at: start) }
    if let missions = acting.missions { rollout.missions?.write(missions, at: start * (missions.count / copies)) }
  }

  private func beginNextFrame() {
    if let next = acting.nextMemory { acting.memory?.write(next, at: 0) }
    environments.resetEnded()
    for copy in 0..<environments.count where acting.masks.floats[copy] == 0 {
      acting.readMission(of: copy, in: environments)
    }
  }
}

extension RolloutCollector {
  func write(to writer: inout CheckpointWriter) {
    writer.write(environments)
    writer.write(acting.masks)
    if let memory = acting.memory {
      writer.write(memory.hidden)
      writer.write(memory.cell)
    }
  }

  func restore(from reader: inout CheckpointReader) throws {
    try reader.read(into: environments)
    try reader.read(into: acting.masks)
    if let memory = acting.memory {
      try reader.read(into: memory.hidden)
      try reader.read(into: memory.cell)
    }
    for copy in 0..<environments.count { acting.readMission(of: copy, in: environments) }
  }
}
