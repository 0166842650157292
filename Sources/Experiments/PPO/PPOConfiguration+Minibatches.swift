extension PPOConfiguration {
  /// Whether every other pass is shifted by half a sub-sequence, and has one sub-sequence less an environment.
  var shiftsPasses: Bool { algorithm == .ppo && (recurrence > 1 || minibatches == .published) }

  /// The sub-sequences of a pass as a rollout has them and, where there are such, of a shifted one.
  var passRows: [Int] {
    let whole = framesPerUpdate / recurrence
    return (shiftsPasses ? [whole, whole - 1] : [whole]).map { $0 * environments }
  }

  /// The numbers of rows that minibatches have, each once, the largest first.
  var minibatchSizes: [Int] {
    let smaller = minibatches == .published ? passRows.map { $0 % minibatchRows }.filter { $0 > 0 } : []
    return Set([minibatchRows] + smaller).sorted(by: >)
  }

  /// Whether updates are the same with either value of `minibatches`.
  var hasOneKindOfMinibatches: Bool {
    algorithm == .a2c || (recurrence > 1 && passRows.allSatisfy { $0.isMultiple(of: minibatchRows) })
  }
}
