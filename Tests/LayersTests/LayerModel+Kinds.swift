import Layers
import Tensors
import TestSupport

extension LayerModel {
  /// The model of `fixture`, its layers declared in `variables`; nil for a kind of layer that we do not know.
  static func of(_ fixture: LayerCase, in variables: Variables) -> LayerModel? {
    switch fixture.layer {
    case "Linear": linear(fixture, variables)
    case "ReLU": LayerModel { ["y": $0["x"].relu()] }
    case "Tanh": LayerModel { ["y": $0["x"].tanh()] }
    case "Sigmoid": LayerModel { ["y": $0["x"].sigmoid()] }
    case "RNNCell": recurrent(variables)
    case "LSTMCell": longShortTermMemory(variables)
    case "GRUCell": gatedRecurrent(variables)
    case "Conv2d": convolution(fixture, variables)
    case "MaxPool2d": maxPool(fixture)
    case "Embedding": embedding(fixture, variables)
    case "DRAW read": drawRead(fixture, variables)
    case "DRAW write": drawWrite(fixture, variables)
    case "DRAW model": drawModel(fixture, variables)
    case "GGNN propagation": graphPropagation(fixture, variables)
    case "GGNN graph read-out": graphReadout(fixture, variables)
    case "GGNN node read-out": nodeReadout(fixture, variables)
    case "GGNN model, node selection": graphModel(fixture, variables)
    default: loss(fixture)
    }
  }

  private static func linear(_ fixture: LayerCase, _ variables: Variables) -> LayerModel {
    let shape = fixture.params["W"]!.shape
    let layer = Linear(shape[1], shape[0], bias: fixture.params["b"] != nil, in: variables, name: "fc")
    return LayerModel(parameters: ["W": "fc.weight", "b": "fc.bias"]) { ["y": layer($0["x"])] }
  }

  private static func recurrent(_ variables: Variables) -> LayerModel {
    let cell = RecurrentCell(4, 3, in: variables, name: "cell")
    return LayerModel(parameters: cellParameters("cell")) { inputs in
      let first = cell(projected: cell.projected(inputs["x0"]), inputs["h"])
      return ["h0": first, "h1": cell(projected: cell.projected(inputs["x1"]), first)]
    }
  }

  private static func longShortTermMemory(_ variables: Variables) -> LayerModel {
    let cell = LSTMCell(4, 3, in: variables, name: "cell")
    return LayerModel(parameters: cellParameters("cell")) { inputs in
      let first = cell(inputs["x0"], LSTMCell.State(hidden: inputs["h"], cell: inputs["c"]))
      let second = cell(inputs["x1"], first)
      return ["h0": first.hidden, "c0": first.cell, "h1": second.hidden, "c1": second.cell]
    }
  }

  private static func gatedRecurrent(_ variables: Variables) -> LayerModel {
    let cell = GRUCell(4, 3, in: variables, name: "cell")
    return LayerModel(parameters: cellParameters("cell")) { inputs in
      let first = cell(inputs["x0"], inputs["h"])
      return ["h0": first, "h1": cell(inputs["x1"], first)]
    }
  }

  /// PyTorch's names of a recurrent cell's arrays, after `prefix`.
  static func cellParameters(_ name: String, prefix: String = "") -> [String: String] {
    [
      prefix + "W_ih": name + ".input.weight", prefix + "b_ih": name + ".input.bias",
      prefix + "W_hh": name + ".hidden.weight", prefix + "b_hh": name + ".hidden.bias",
    ]
  }

  /// Images are `[batch, channels, height, width]` in the fixtures.
  private static let channelsLast = [0, 2, 3, 1]

  private static func convolution(_ fixture: LayerCase, _ variables: Variables) -> LayerModel {
    let layer = Convolution(
      fixture.integer("in"), fixture.integer("out"), kernel: 2, stride: fixture.integer("stride"), in: variables,
      name: "conv")
    return LayerModel(
      parameters: ["W": "conv.weight", "b": "conv.bias"],
      orders: ["x": channelsLast, "y": channelsLast, "W": [2, 3, 1, 0]]
    ) { ["y": layer($0["x"])] }
  }

  private static func maxPool(_ fixture: LayerCase) -> LayerModel {
    let size = fixture.integer("kernel")
    return LayerModel(orders: ["x": channelsLast, "y": channelsLast]) { ["y": $0["x"].maxPool(size)] }
  }

  private static func embedding(_ fixture: LayerCase, _ variables: Variables) -> LayerModel {
    let shape = fixture.params["W"]!.shape
    let layer = Embedding(shape[0], shape[1], in: variables, name: "embedding")
    return LayerModel(parameters: ["W": "embedding.weight"], orders: ["W": [0, 1]]) { ["y": layer($0["index"])] }
  }
}
