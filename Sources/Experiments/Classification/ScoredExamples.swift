/// The examples that a classification is scored on.
enum ScoredExamples: CaseIterable {
  /// Examples of the training data that are trained on by no trial with these settings.
  case validation
  case test
}
