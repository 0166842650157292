import Trials

extension Settings<PPOSettings> {
  /// Whether every other pass is shifted by half a sub-sequence, and has one sub-sequence less an environment.
  var shiftsPasses: Bool { self.algorithm == .ppo && (self.recurrence > 1 || self.minibatches == .published) }

  /// The number of sub-sequences of an unshifted pass and, if passes are shifted, of a shifted one.
  var passRows: [Int] {
    let whole = self.framesPerUpdate / self.recurrence
    return (shiftsPasses ? [whole, whole - 1] : [whole]).map { $0 * self.environments }
  }

  /// The distinct numbers of rows of minibatches, the largest first.
  var minibatchSizes: [Int] {
    let smaller = self.minibatches == .published ? passRows.map { $0 % minibatchRows }.filter { $0 > 0 } : []
    return Set([minibatchRows] + smaller).sorted(by: >)
  }

  /// Whether both values of `minibatches` give the same updates.
  var hasOneKindOfMinibatches: Bool {
    self.algorithm == .a2c || (self.recurrence > 1 && passRows.allSatisfy { $0.isMultiple(of: minibatchRows) })
  }
}
