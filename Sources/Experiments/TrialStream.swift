import Tensors

/// Every random stream of the tasks' trials, by its name. Name and seed decide the numbers.
///
/// No two streams have the same name, because the compiler refuses equal raw values. Initial parameters have streams of
/// their own (`Variables.layOut`), whose names begin with `initial/`.
enum TrialStream: String, CaseIterable {
  /// The training images that are left out.
  case heldOut
  /// The rare classes and their kept images.
  case imbalance
  /// The order of the training examples, numbered by epoch.
  case order
  /// Generated stories, numbered by bAbI task. The fold is the seed.
  case stories = "babi"
  /// DRAW's latents in training.
  case latents
  /// DRAW's latents in the test.
  case testLatents = "latents/test"
  /// DRAW's latents in the validation.
  case validationLatents = "latents/validation"
  /// DRAW's latents of the pictures of test images.
  case reconstructionLatents = "latents/reconstructions"
  /// DRAW's latents of drawings from noise.
  case sampleLatents = "latents/samples"
  /// Deep Q-learning's random actions.
  case exploration
  /// The transitions of a learning step.
  case replay
  /// The actions of rollouts.
  case actions
  /// The order of a rollout's sub-sequences.
  case minibatches
  /// The seeds of training episodes, numbered by the copy of the environment.
  case episodes = "environment"
  /// The seeds of evaluation episodes, numbered by the copy of the environment.
  case evaluationEpisodes = "evaluation"
  /// The actions of evaluation episodes.
  case evaluationActions = "evaluation/actions"
  /// The seeds of validation episodes; numbered by the copy of the environment.
  case validationEpisodes = "validation"
  /// The actions of validation episodes.
  case validationActions = "validation/actions"

  /// The stream of a trial with `seed`. `number` distinguishes streams of one purpose.
  func stream(seed: Int, number: Int? = nil) -> RandomStream {
    RandomStream(seed: seed, name: number.map { "\(rawValue)/\($0)" } ?? rawValue)
  }

  /// The stream of a trial with `seed`, saved with `variables`.
  func stream(seed: Int, in variables: Variables) -> RandomStream {
    RandomStream(seed: seed, name: rawValue, in: variables)
  }
}
