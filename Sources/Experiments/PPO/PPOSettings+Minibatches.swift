import Trials

extension Settings<PPOSettings> {
  /// Whether every other pass is shifted by half a sub-sequence, and has one sub-sequence less an environment.
  var shiftsPasses: Bool { self.algorithm == .ppo && (self.recurrence > 1 || self.minibatches == .published) }

  /// The sub-sequences of a pass as a rollout has them and, where there are such, of a shifted one.
  var passRows: [Int] {
    let whole = self.framesPerUpdate / self.recurrence
    return (shiftsPasses ? [whole, whole - 1] : [whole]).map { $0 * self.environments }
  }

  /// The numbers of rows that minibatches have, each once, the largest first.
  var minibatchSizes: [Int] {
    let smaller = self.minibatches == .published ? passRows.map { $0 % minibatchRows }.filter { $0 > 0 } : []
    return Set([minibatchRows] + smaller).sorted(by: >)
  }

  /// Whether updates are the same with either value of `minibatches`.
  var hasOneKindOfMinibatches: Bool {
    self.algorithm == .a2c || (self.recurrence > 1 && passRows.allSatisfy { $0.isMultiple(of: minibatchRows) })
  }
}
