import TestSupport

/// A case of `normalization.json`: a normalization with fixed parameters, called with several batches.
struct NormalizationCase: FixtureContents {
  let name: String
  let kind: String
  let params: [String: FixtureTensor]?
  let steps: [Step]

  struct Step: Decodable, Sendable {
    let mode: RecordedMode
    let x: FixtureTensor
    let w: FixtureTensor
    let y: FixtureTensor
    let loss: Double
    let grad_x: FixtureTensor
    let labels: [Int32]?
    let history: RecordedHistory?
    let comp: FixtureTensor?
    let running_mean: FixtureTensor?
    let running_var: FixtureTensor?
    let grad_gamma: FixtureTensor?
    let grad_beta: FixtureTensor?
    let grad_g: FixtureTensor?
    let grad_v: FixtureTensor?
    let grad_bias: FixtureTensor?
  }

  /// Features of every batch.
  var features: Int { steps[0].x.shape[1] }

  func parameter(_ key: String) throws(FixtureError) -> FixtureTensor {
    guard let tensor = params?[key] else { throw FixtureError("params has no \(key)") }
    return tensor
  }

  func check() throws {
    try requireFixture(steps.first?.x.shape.count == 2, "there is no first step with a matrix x")
    let outputs = kind == "WN" ? try parameter("g").data.count : features
    for step in steps {
      try requireFixture(
        step.x.shape.count == 2 && step.x.shape[1] == features, "x is \(step.x.shape), expected \(features) columns")
      let rows = step.x.shape[0]
      let wanted = [rows, outputs]
      try requireFixture(step.w.shape == wanted, "w is \(step.w.shape), expected \(wanted)")
      try requireFixture(kind != "RBN" || rows == steps[0].x.shape[0], "RBN keeps an entry a row, and the rows change")
      try requireFixture(kind != "BN" || step.mode == .eval || rows > 1, "BN needs more than one row in training")
      try step.labels?.checkLabels(rows: rows)
    }
    if kind == "WN" {
      let shapes = ["g": [outputs], "v": [outputs, features], "bias": [outputs]]
      for (key, shape) in shapes {
        try requireFixture(try parameter(key).shape == shape, "\(key) is not of shape \(shape)")
      }
    }
  }
}
