import Optimizers
import Tensors
import TestSupport

/// A case of `optimizers.json`: updates of some parameters, made with PyTorch in double precision.
struct OptimizerCase: FixtureContents {
  let name: String
  let hyper: Hyper
  let initial: [FixtureTensor]
  let steps: [Step]

  struct Hyper: Decodable, Sendable {
    let optimizer: String
    let lr: Float
    let momentum, beta1, beta2, eps, alpha, clip_total_norm: Double?
  }

  struct Step: Decodable, Sendable {
    let grads, params: [FixtureTensor]
    let total_norm: Double?
    let momentum_buffer, exp_avg, exp_avg_sq, square_avg: [FixtureTensor]?

    /// The optimizer's states after the step, by our names.
    var states: [String: [FixtureTensor]] {
      [
        "sgd.velocity": momentum_buffer, "adam.first": exp_avg, "adam.second": exp_avg_sq,
        "rmsprop.square": square_avg,
      ].compactMapValues { $0 }
    }
  }

  /// The case's optimizer. Throws `FixtureError` for an unknown optimizer and for a missing setting.
  func optimizer(of variables: Variables) throws(FixtureError) -> any Optimizer {
    func setting(_ name: String, _ value: Double?) throws(FixtureError) -> Double {
      guard let value else { throw FixtureError("\(self.name): hyper has no \(name)") }
      return value
    }
    switch hyper.optimizer {
    case "SGD":
      return StochasticGradientDescent(
        variables, learningRate: hyper.lr, momentum: try setting("momentum", hyper.momentum))
    case "Adam":
      return Adam(
        variables, learningRate: hyper.lr, beta1: try setting("beta1", hyper.beta1),
        beta2: try setting("beta2", hyper.beta2), epsilon: try setting("eps", hyper.eps))
    case "RMSprop":
      return RMSProp(
        variables, learningRate: hyper.lr, alpha: try setting("alpha", hyper.alpha),
        epsilon: try setting("eps", hyper.eps))
    default: throw FixtureError("\(name): there is no optimizer \(hyper.optimizer); add it to OptimizerCase")
    }
  }

  func check() throws {
    let shapes = initial.map(\.shape)
    try requireFixture(!shapes.isEmpty && !steps.isEmpty, "there are no parameters or no steps")
    for (index, step) in steps.enumerated() {
      for tensors in [step.grads, step.params] + step.states.values {
        try requireFixture(tensors.map(\.shape) == shapes, "step \(index) has tensors of other shapes than \(shapes)")
      }
    }
  }

  static let file = Result { try Fixtures.load("optimizers.json", as: File.self) }

  struct File: Decodable, Sendable {
    let cases: FixtureCases<OptimizerCase>
  }
}
