import Layers
import Trials

extension Settings<PPOSettings> {
  /// Throws if the values, each valid alone, cannot be combined.
  func validate() throws(SettingConflict) {
    func require(_ holds: Bool, _ settings: [any AnySetting], _ reason: String) throws(SettingConflict) {
      if !holds { throw SettingConflict(settings, reason: reason) }
    }
    try self.normalization.validate()
    let (memory, recurrence, batchSize) = (self.memory, self.recurrence, self.batchSize)
    let (environments, framesPerUpdate, placement) = (self.environments, self.framesPerUpdate, self.placement)
    let method = self.normalization.method
    try require(
      memory || recurrence == 1, [declared.recurrence, declared.memory],
      "a network without memory learns from single frames; use recurrence: 1 or memory: true")
    try require(
      framesPerUpdate % recurrence == 0, [declared.recurrence, declared.framesPerUpdate],
      "\(framesPerUpdate) frames cannot be cut into sub-sequences of \(recurrence); use a divisor")
    try require(
      minibatchRows > 1, [declared.batchSize, declared.recurrence],
      "a batch must hold at least two sub-sequences of \(recurrence) frames; raise batchSize")
    if self.algorithm == .ppo {
      try require(
        batchSize % recurrence == 0, [declared.batchSize, declared.recurrence],
        "a batch of \(batchSize) frames does not hold whole sub-sequences of \(recurrence); use a multiple")
      let frames = passRows.min()! * recurrence
      try require(
        batchSize <= frames, [declared.batchSize, declared.environments, declared.framesPerUpdate],
        "a batch of \(batchSize) frames is more than the \(frames) that every pass has; lower batchSize")
      try require(
        !minibatchSizes.contains(1), [declared.batchSize, declared.minibatches],
        "the last minibatch of a pass would hold one sub-sequence, and needs two; use another batchSize")
    }
    try require(
      method.fewestFeatures == 1 || placement == .default, [self.normalization.declared.method, declared.placement],
      """
      \(method.rawValue) makes the one value a constant, whose deviation does not exist; use \
      normalization: rn+ln, in which rn comes first, or placement: default
      """)
    if placement == .default && environments != minibatchRows {
      try self.normalization.requireUnequalBatches(
        "a rollout's batches have \(environments) rows and an update's \(minibatchRows)",
        remedy: " or placement: published", others: [declared.environments])
    }
    if minibatchSizes.count > 1 {
      try self.normalization.requireUnequalBatches(
        "a pass's last minibatch is smaller than the others", remedy: " or minibatches: whole",
        others: [declared.minibatches])
    }
  }
}
