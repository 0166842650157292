import CKernels
import FoundationEssentials
import Testing

/// Five steps of each optimizer as PyTorch took them in double precision, both tensors as one flat block.
@Suite struct OptimizerFixtureTests {
  struct File: Decodable {
    let cases: [Case]
  }

  struct Case: Decodable {
    let name: String
    let hyper: Hyper
    let initial: [Tensor]
    let steps: [Step]
  }

  struct Hyper: Decodable {
    let optimizer: String
    let lr: Double
    let momentum, beta1, beta2, alpha, eps, clip_total_norm: Double?
  }

  struct Tensor: Decodable {
    let data: [Double]
  }

  struct Step: Decodable {
    let grads, params: [Tensor]
    let momentum_buffer, exp_avg, exp_avg_sq, square_avg: [Tensor]?
    let total_norm: Double?
  }

  private static let path =
    (ProcessInfo.processInfo.environment["REGNORM_FIXTURES"] ?? "../shared/fixtures") + "/optimizers.json"

  private static var fixturesAreThere: Bool {
    let found = FileManager.default.fileExists(atPath: path)
    if !found { print("skipped: there is no \(path); set REGNORM_FIXTURES to the folder of the fixtures") }
    return found
  }

  @Test(.enabled(if: fixturesAreThere), arguments: Body.all)
  func everyRecordedStepIsReproduced(on body: Body) throws {
    let contents = try Data(contentsOf: URL(filePath: Self.path))
    let file = try JSONDecoder().decode(File.self, from: contents)
    #expect(!file.cases.isEmpty)
    for recorded in file.cases { try replay(recorded, on: body) }
  }

  private func replay(_ recorded: Case, on body: Body) throws {
    let hyper = recorded.hyper
    let p = Block(flat(recorded.initial).map(Float.init))
    let n = p.elements().count
    let (first, second) = (Block([Float](repeating: 0, count: n)), Block([Float](repeating: 0, count: n)))
    let (powers, rate) = (Block([1.0, 1.0]), Block([Float(hyper.lr)]))
    for (index, step) in recorded.steps.enumerated() {
      let gradient = Block(flat(step.grads).map(Float.init))
      var factor: Block?
      if let maximum = hyper.clip_total_norm {
        factor = Block(floats: 1)
        let sum = Block([0.0])
        try body.run(.sumOfSquares, [sum, gradient], [n, 0])
        expectClose([Float(sum.elements(Double.self)[0].squareRoot())], [try #require(step.total_norm)])
        try body.run(.clipFactor, [factor, sum], [], [maximum])
      }
      switch hyper.optimizer {
      case "SGD":
        try body.run(
          .stochasticGradientDescent, [p, gradient, first, rate, factor], [n], [try #require(hyper.momentum)])
      case "Adam":
        let constants = [try #require(hyper.beta1), try #require(hyper.beta2), try #require(hyper.eps)]
        try body.run(.adam, [p, gradient, first, second, powers, rate, factor], [n], constants)
      case "RMSprop":
        try body.run(
          .rmsprop, [p, gradient, first, rate, factor], [n], [try #require(hyper.alpha), try #require(hyper.eps)])
      default:
        Issue.record("\(recorded.name): no kernel for \(hyper.optimizer)")
      }
      let place = "\(recorded.name), step \(index + 1)"
      expectClose(p.elements(), flat(step.params), relative: 2e-6, absolute: 2e-7, place)
      for state in [step.momentum_buffer, step.exp_avg, step.square_avg].compactMap({ $0 }) {
        expectClose(first.elements(), flat(state), relative: 2e-6, absolute: 2e-7, place)
      }
      if let state = step.exp_avg_sq {
        expectClose(second.elements(), flat(state), relative: 2e-6, absolute: 1e-9, place)
      }
    }
  }

  private func flat(_ tensors: [Tensor]) -> [Double] { tensors.flatMap(\.data) }
}
