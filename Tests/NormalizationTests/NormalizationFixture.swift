import Foundation

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
    let params: [String: Array]?
    let steps: [Step]
  }

  struct Step: Decodable {
    let mode: String
    let x: Array
    let w: Array
    let y: Array
    let grad_x: Array
    let labels: [Int32]?
    let history: History?
    let comp: Array?
    let code_length: Array?
    let running_mean: Array?
    let running_var: Array?
    let weight: Array?
    let grad_gamma: Array?
    let grad_beta: Array?
    let grad_g: Array?
    let grad_v: Array?
    let grad_bias: Array?
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
    let W: [Array]
    let b: [Array]
  }

  struct TrainingStep: Decodable {
    let mode: String
    let x: Array
    let labels: [Int32]
    let logits: Array
    let loss: Double
    let comp: [Array]
    let history: [History]
  }

  /// A row-major array.
  struct Array: Decodable {
    let shape: [Int]
    let data: [Double]

    var floats: [Float] { data.map(Float.init) }

    /// The array with its two axes swapped: our weights are `[in, out]`, PyTorch's `[out, in]`.
    var transposed: Array {
      let (rows, columns) = (shape[0], shape[1])
      return Array(shape: [columns, rows], data: (0..<data.count).map { data[$0 % rows * columns + $0 / rows] })
    }
  }

  /// The fixture, or nil with a printed reason where this machine has none.
  static let shared: NormalizationFixture? = {
    let folder = ProcessInfo.processInfo.environment["REGNORM_FIXTURES"] ?? "../shared/fixtures"
    guard let data = FileManager.default.contents(atPath: folder + "/normalization.json") else {
      print("skipped: no normalization.json in \(folder); set REGNORM_FIXTURES to the folder that holds it")
      return nil
    }
    do {
      return try JSONDecoder().decode(NormalizationFixture.self, from: data)
    } catch {
      preconditionFailure("normalization.json cannot be read: \(error)")
    }
  }()
}
