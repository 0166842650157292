public import Tensors

extension NormalizationMethod {
  /// Makes the normalization of one place in a network: after a layer of `features` outputs, for training batches of
  /// `batchRows` rows. The normalization declares its parameters and states in `variables` under `name`.
  public func make(
    features: Int, batchRows: Int, semantics: Semantics, in variables: Variables, name: String
  ) -> any Normalization {
    makeSteps([name], features: features, batchRows: batchRows, semantics: semantics, in: variables, name: name)[0]
  }

  /// Makes the normalizations of a place that a recurrence passes once a step. All steps share the parameters, which
  /// are declared under `name`. Step i keeps its history in the state called `states[i]`; steps that name one state
  /// share one normalization.
  public func makeSteps(
    _ states: [String], features: Int, batchRows: Int, semantics: Semantics, in variables: Variables, name: String
  ) -> [any Normalization] {
    layers(
      NormalizationSite(
        states: states, features: features, batchRows: batchRows, semantics: semantics, variables: variables,
        name: name))
  }

  /// Makes the normalizations of the `steps` steps of a recurrence that reads one history at every step. Within a
  /// training batch (m, s, n) accumulate over the steps and C does not. The next batch sees the history that the first
  /// step left. BatchNorm is one layer that every step updates. Declares what `make` declares.
  public func makeStepsOfOneHistory(
    _ steps: Int, features: Int, batchRows: Int, semantics: Semantics, in variables: Variables, name: String
  ) -> [any Normalization] {
    let first = make(features: features, batchRows: batchRows, semantics: semantics, in: variables, name: name)
    return [first] + (1..<steps).map { _ in first.laterStep }
  }
}
