import Tensors

/// A place in a network that is normalized, once or once a step of a recurrence.
struct NormalizationSite {
  /// What each step calls its state.
  let states: [String]
  /// The outputs of the layer before.
  let features: Int
  /// The rows of a training batch.
  let batchRows: Int
  let semantics: Semantics
  let variables: Variables
  /// What parameters are called, which all steps share.
  let name: String

  /// A normalization for every state; steps of one state share one.
  func perState(_ make: (String) -> any Normalization) -> [any Normalization] {
    var made: [String: any Normalization] = [:]
    return states.map { state in
      let normalization = made[state] ?? make(state)
      made[state] = normalization
      return normalization
    }
  }
}
