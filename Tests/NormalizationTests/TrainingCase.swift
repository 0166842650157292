import TestSupport

/// A case of `normalization.json`: a perceptron with a normalization before each ReLU, trained for several steps.
struct TrainingCase: FixtureContents {
  let name: String
  let kind: String
  /// Inputs, hidden units of every layer, classes.
  let sizes: [Int]
  let learning_rate: Float
  let momentum: Double
  let initial: Weights
  let steps: [Step]
  let final: Weights

  struct Weights: Decodable, Sendable {
    let W: [FixtureTensor]
    let b: [FixtureTensor]

    /// Weights as `[in, out]` and biases, layer by layer: the order in which our layers declare them.
    func arranged() throws -> [FixtureTensor] { try zip(W, b).flatMap { [try $0.permuted([1, 0]), $1] } }
  }

  struct Step: Decodable, Sendable {
    let mode: RecordedMode
    let x: FixtureTensor
    let labels: [Int32]
    let logits: FixtureTensor
    let loss: Double
    let comp: [FixtureTensor]
    let history: [RecordedHistory]
  }

  /// The number of linear layers.
  var depth: Int { sizes.count - 1 }

  func check() throws {
    try requireFixture(sizes.count >= 2 && sizes.allSatisfy { $0 > 0 }, "sizes are \(sizes)")
    for weights in [initial, final] {
      try requireFixture(
        weights.W.count == depth && weights.b.count == depth, "there are not \(depth) layers of W and b")
      for layer in 0..<depth {
        let shape = [sizes[layer + 1], sizes[layer]]
        try requireFixture(weights.W[layer].shape == shape, "W[\(layer)] is not of shape \(shape)")
        try requireFixture(weights.b[layer].shape == [shape[0]], "b[\(layer)] is not of shape [\(shape[0])]")
      }
    }
    try requireFixture(!steps.isEmpty, "there are no steps")
    let rows = steps[0].x.shape.first ?? 0
    for step in steps {
      try requireFixture(step.x.shape.count == 2 && step.x.shape[1] == sizes[0], "x is \(step.x.shape)")
      try requireFixture(kind != "RBN" || step.x.shape[0] == rows, "RBN keeps an entry a row, and the rows change")
      try step.labels.checkLabels(rows: step.x.shape[0])
      try requireFixture(step.labels.allSatisfy { $0 < sizes[depth] }, "a label is no class below \(sizes[depth])")
      try requireFixture(
        step.comp.count == depth - 1 && step.history.count == depth - 1, "there are not \(depth - 1) histories")
    }
  }
}
