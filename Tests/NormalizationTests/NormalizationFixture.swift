import TestSupport

/// What `normalization.json` holds: reference values of the published semantics, made with PyTorch in double precision.
struct NormalizationFixture: Decodable {
  let tolerance: Tolerances
  let cases: [Case]
  let training: [Training]

  struct Tolerances: Decodable {
    let float32: [String: Double]
  }

  struct Case: Decodable {
    let name: String
    let kind: String
    let params: [String: FixtureTensor]?
    let steps: [Step]
  }

  struct Step: Decodable {
    let mode: String
    let x: FixtureTensor
    let w: FixtureTensor
    let y: FixtureTensor
    let grad_x: FixtureTensor
    let labels: [Int32]?
    let history: History?
    let comp: FixtureTensor?
    let code_length: FixtureTensor?
    let running_mean: FixtureTensor?
    let running_var: FixtureTensor?
    let weight: FixtureTensor?
    let grad_gamma: FixtureTensor?
    let grad_beta: FixtureTensor?
    let grad_g: FixtureTensor?
    let grad_v: FixtureTensor?
    let grad_bias: FixtureTensor?
  }

  struct History: Decodable {
    let mean: Double
    let std: Double
    let count: Double
  }

  struct Training: Decodable {
    let name: String
    let kind: String
    let sizes: [Int]
    let learning_rate: Float
    let momentum: Double
    let initial: Weights
    let steps: [TrainingStep]
    let final: Weights
  }

  struct Weights: Decodable {
    let W: [FixtureTensor]
    let b: [FixtureTensor]
  }

  struct TrainingStep: Decodable {
    let mode: String
    let x: FixtureTensor
    let labels: [Int32]
    let logits: FixtureTensor
    let loss: Double
    let comp: [FixtureTensor]
    let history: [History]
  }

  static let fileName = "normalization.json"
  static let shared = Fixtures.load(fileName, as: NormalizationFixture.self)
}
