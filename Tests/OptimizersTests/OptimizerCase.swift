import Optimizers
import Tensors
import TestSupport
import Testing

/// A case of `optimizers.json`: five updates of two parameters, made with PyTorch in double precision.
struct OptimizerCase: Decodable, Sendable, CustomTestStringConvertible {
  let name: String
  let hyper: Hyper
  let initial: [FixtureTensor]
  let steps: [Step]

  var testDescription: String { name }

  struct Hyper: Decodable, Sendable {
    let optimizer: String
    let lr: Float
    let momentum: Double?
    let beta1: Double?
    let beta2: Double?
    let eps: Double?
    let alpha: Double?
    let clip_total_norm: Double?
  }

  struct Step: Decodable, Sendable {
    let grads: [FixtureTensor]
    let total_norm: Double?
    let params: [FixtureTensor]
    let momentum_buffer: [FixtureTensor]?
    let exp_avg: [FixtureTensor]?
    let exp_avg_sq: [FixtureTensor]?
    let square_avg: [FixtureTensor]?

    /// What the optimizer remembers after the step, by the name of our state.
    var states: [String: [FixtureTensor]] {
      [
        "sgd.velocity": momentum_buffer, "adam.first": exp_avg, "adam.second": exp_avg_sq,
        "rmsprop.square": square_avg,
      ].compactMapValues { $0 }
    }
  }

  /// The case's optimizer; nil for one that we do not have.
  func optimizer(of variables: Variables) -> (any Optimizer)? {
    switch hyper.optimizer {
    case "SGD": StochasticGradientDescent(variables, learningRate: hyper.lr, momentum: hyper.momentum!)
    case "Adam":
      Adam(variables, learningRate: hyper.lr, beta1: hyper.beta1!, beta2: hyper.beta2!, epsilon: hyper.eps!)
    case "RMSprop": RMSProp(variables, learningRate: hyper.lr, alpha: hyper.alpha!, epsilon: hyper.eps!)
    default: nil
    }
  }

  static let fileName = "optimizers.json"
  static let all = Fixtures.load(fileName, as: File.self)?.cases ?? []

  struct File: Decodable {
    let cases: [OptimizerCase]
  }
}
