import Tensors

/// A place in a network that is normalized, once or once a step of a recurrence.
struct NormalizationSite {
  /// The name of each step's state.
  let states: [String]
  /// The number of outputs of the layer before.
  let features: Int
  /// The number of rows of a training batch.
  let batchRows: Int
  let semantics: Semantics
  let variables: Variables
  /// The name of the parameters, which all steps share.
  let name: String

  /// A normalization for every step. Steps with the same state share one.
  func perState(_ make: (String) -> any Normalization) -> [any Normalization] {
    var made: [String: any Normalization] = [:]
    return states.map { state in
      let normalization = made[state] ?? make(state)
      made[state] = normalization
      return normalization
    }
  }
}
