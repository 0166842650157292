import Layers
import Tensors
import TestSupport

extension LayerModel {
  /// The model of `fixture`, with its layers declared in `variables`; nil for an unknown kind of layer.
  ///
  /// Throws `FixtureError` if the case lacks a size, or a tensor that states one.
  static func of(_ fixture: LayerCase, in variables: Variables) throws(FixtureError) -> LayerModel? {
    switch fixture.layer {
    case "Linear": try linear(fixture, variables)
    case "ReLU": try elementwise(fixture) { $0.relu() }
    case "Tanh": try elementwise(fixture) { $0.tanh() }
    case "Sigmoid": try elementwise(fixture) { $0.sigmoid() }
    case "RNNCell": try recurrent(fixture, variables)
    case "LSTMCell": try longShortTermMemory(fixture, variables)
    case "GRUCell": try gatedRecurrent(fixture, variables)
    case "Conv2d": try convolution(fixture, variables)
    case "MaxPool2d": try maxPool(fixture)
    case "Embedding": try embedding(fixture, variables)
    case "DRAW read": try drawRead(fixture, variables)
    case "DRAW write": try drawWrite(fixture, variables)
    case "DRAW model": try drawModel(fixture, variables)
    case "GGNN propagation": try graphPropagation(fixture, variables)
    case "GGNN graph read-out": try graphReadout(fixture, variables)
    case "GGNN node read-out": try nodeReadout(fixture, variables)
    case "GGNN model, node selection": try graphModel(fixture, variables)
    default: try loss(fixture)
    }
  }

  private static func linear(_ fixture: LayerCase, _ variables: Variables) throws(FixtureError) -> LayerModel {
    let weight = try fixture.shape(ofParameter: "W", rank: 2)
    let rows = try fixture.shape(ofInput: "x", rank: 2)[0]
    let layer = Linear(weight[1], weight[0], bias: fixture.params["b"] != nil, in: variables, name: "fc")
    return LayerModel(inputs: ["x": [rows, weight[1]]], parameters: ["W": "fc.weight", "b": "fc.bias"]) {
      ["y": layer($0["x"])]
    }
  }

  private static func elementwise(
    _ fixture: LayerCase, _ function: @escaping (Tensor) -> Tensor
  ) throws(FixtureError) -> LayerModel {
    guard let shape = fixture.inputs["x"]?.shape else { throw FixtureError("there is no input x") }
    return LayerModel(inputs: ["x": shape]) { ["y": function($0["x"])] }
  }

  /// Images are `[batch, channels, height, width]` in the fixtures.
  private static let channelsLast = [0, 2, 3, 1]

  private static func convolution(_ fixture: LayerCase, _ variables: Variables) throws(FixtureError) -> LayerModel {
    let (x, weight) = (try fixture.shape(ofInput: "x", rank: 4), try fixture.shape(ofParameter: "W", rank: 4))
    let (kernel, stride) = (weight[2], try fixture.size("stride"))
    try requireFixture(weight[3] == kernel, "W has the shape \(weight): our kernels are square")
    try requireFixture(try fixture.number("padding") == 0, "our convolutions have no padding")
    try requireFixture(min(x[2], x[3]) >= kernel, "x has the shape \(x), which is smaller than the kernel")
    let layer = Convolution(weight[1], weight[0], kernel: kernel, stride: stride, in: variables, name: "conv")
    return LayerModel(
      inputs: ["x": [x[0], weight[1], x[2], x[3]]], parameters: ["W": "conv.weight", "b": "conv.bias"],
      orders: ["x": channelsLast, "y": channelsLast, "W": [2, 3, 1, 0]]
    ) { ["y": layer($0["x"])] }
  }

  private static func maxPool(_ fixture: LayerCase) throws(FixtureError) -> LayerModel {
    let (x, size) = (try fixture.shape(ofInput: "x", rank: 4), try fixture.size("kernel"))
    try requireFixture(try fixture.size("stride") == size, "the windows of our pools do not overlap")
    try requireFixture(min(x[2], x[3]) >= size, "x has the shape \(x), which is smaller than a window")
    return LayerModel(inputs: ["x": x], orders: ["x": channelsLast, "y": channelsLast]) { ["y": $0["x"].maxPool(size)] }
  }

  private static func embedding(_ fixture: LayerCase, _ variables: Variables) throws(FixtureError) -> LayerModel {
    let table = try fixture.shape(ofParameter: "W", rank: 2)
    let layer = Embedding(table[0], table[1], in: variables, name: "embedding")
    return LayerModel(
      inputs: ["index": try fixture.shape(ofInput: "index", rank: 2)], limits: ["index": table[0]],
      parameters: ["W": "embedding.weight"], orders: ["W": [0, 1]]
    ) { ["y": layer($0["index"])] }
  }
}
