import Layers
import Trials

extension PPOConfiguration {
  /// Throws where single values are valid and their combination is not.
  func validate() throws(SettingConflict) {
    func require(_ holds: Bool, _ settings: [String], _ reason: String) throws(SettingConflict) {
      if !holds { throw SettingConflict(settings: settings, reason: reason) }
    }
    try require(
      memory || recurrence == 1, ["recurrence", "memory"],
      "a network without memory learns from single frames; use recurrence: 1 or memory: true")
    try require(
      framesPerUpdate % recurrence == 0, ["recurrence", "framesPerUpdate"],
      "\(framesPerUpdate) frames cannot be cut into sub-sequences of \(recurrence); use a divisor")
    try require(
      minibatchRows > 1, ["batchSize", "recurrence"],
      "a batch must hold at least two sub-sequences of \(recurrence) frames; raise batchSize")
    if algorithm == .ppo {
      try require(
        batchSize % recurrence == 0, ["batchSize", "recurrence"],
        "a batch of \(batchSize) frames does not hold whole sub-sequences of \(recurrence); use a multiple")
      let frames = passRows.min()! * recurrence
      try require(
        batchSize <= frames, ["batchSize", "environments", "framesPerUpdate"],
        "a batch of \(batchSize) frames is more than the \(frames) that every pass has; lower batchSize")
      try require(
        !minibatchSizes.contains(1), ["batchSize", "minibatches"],
        "the last minibatch of a pass would hold one sub-sequence, and needs two; use another batchSize")
    }
    try require(
      normalization.method != .lnThenRn || placement == .default, ["normalization", "placement"],
      """
      a LayerNorm of the one value makes it a constant, of which rn can measure no deviation; use normalization: rn+ln, \
      in which rn comes first, or placement: default
      """)
    try require(
      normalization.method != .rbn || normalization.semantics != .published || placement == .published
        || environments == minibatchRows,
      ["normalization", "semantics", "environments"],
      """
      published rbn keeps one normalizer a row of the batch, and a rollout's batches have \(environments) rows where an \
      update's have \(minibatchRows); use semantics: corrected or placement: published
      """)
    try require(
      normalization.method != .rbn || normalization.semantics != .published || minibatchSizes.count == 1,
      ["normalization", "semantics", "minibatches"],
      """
      published rbn keeps one normalizer a row of the batch, and a pass's last minibatch is smaller than the others; use \
      semantics: corrected or minibatches: whole
      """)
  }
}
