import Layers
import Tensors
import TestSupport

extension LayerModel {
  /// The rows, inputs and hidden units of a case with two steps of a recurrent cell.
  private struct CellSizes {
    let rows, inputs, hidden: Int

    init(_ fixture: LayerCase) throws(FixtureError) {
      rows = try fixture.shape(ofInput: "x0", rank: 2)[0]
      inputs = try fixture.shape(ofParameter: "W_ih", rank: 2)[1]
      hidden = try fixture.shape(ofParameter: "W_hh", rank: 2)[1]
    }

    func shapes(states: [String]) -> [String: [Int]] {
      states.reduce(into: ["x0": [rows, inputs], "x1": [rows, inputs]]) { $0[$1] = [rows, hidden] }
    }
  }

  static func recurrent(_ fixture: LayerCase, _ variables: Variables) throws(FixtureError) -> LayerModel {
    let sizes = try CellSizes(fixture)
    let cell = RecurrentCell(sizes.inputs, sizes.hidden, in: variables, name: "cell")
    return LayerModel(inputs: sizes.shapes(states: ["h"]), parameters: cellParameters("cell")) { inputs in
      let first = cell(projected: cell.projected(inputs["x0"]), inputs["h"])
      return ["h0": first, "h1": cell(projected: cell.projected(inputs["x1"]), first)]
    }
  }

  static func longShortTermMemory(_ fixture: LayerCase, _ variables: Variables) throws(FixtureError) -> LayerModel {
    let sizes = try CellSizes(fixture)
    let cell = LSTMCell(sizes.inputs, sizes.hidden, in: variables, name: "cell")
    return LayerModel(inputs: sizes.shapes(states: ["h", "c"]), parameters: cellParameters("cell")) { inputs in
      let first = cell(inputs["x0"], LSTMCell.State(hidden: inputs["h"], cell: inputs["c"]))
      let second = cell(inputs["x1"], first)
      return ["h0": first.hidden, "c0": first.cell, "h1": second.hidden, "c1": second.cell]
    }
  }

  static func gatedRecurrent(_ fixture: LayerCase, _ variables: Variables) throws(FixtureError) -> LayerModel {
    let sizes = try CellSizes(fixture)
    let cell = GRUCell(sizes.inputs, sizes.hidden, in: variables, name: "cell")
    return LayerModel(inputs: sizes.shapes(states: ["h"]), parameters: cellParameters("cell")) { inputs in
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
}
