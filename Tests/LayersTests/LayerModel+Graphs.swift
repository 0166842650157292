import Layers
import Tensors

extension LayerModel {
  private static func graph(_ fixture: LayerCase, _ variables: Variables) -> GatedGraph {
    GatedGraph(
      hidden: fixture.integer("hidden"), edgeKinds: fixture.integer("edges"), in: variables, name: "graph")
  }

  private static func named(_ names: [String: String]) -> [String: String] {
    var parameters: [String: String] = [:]
    for (theirs, ours) in names {
      parameters[theirs + "_W"] = ours + ".weight"
      parameters[theirs + "_b"] = ours + ".bias"
    }
    return parameters
  }

  private static let graphParameters = [
    "in": "graph.incoming", "out": "graph.outgoing", "r": "graph.reset", "z": "graph.update", "t": "graph.candidate",
  ]

  private static let nodeParameters = ["fc1": "readout.inner", "fc2": "readout.output"]

  static func graphPropagation(_ fixture: LayerCase, _ variables: Variables) -> LayerModel {
    let graph = graph(fixture, variables)
    return LayerModel(parameters: named(graphParameters)) { inputs in
      ["x": graph(inputs["x"], adjacency: inputs["matrix"])]
    }
  }

  static func graphReadout(_ fixture: LayerCase, _ variables: Variables) -> LayerModel {
    let readout = GraphReadout(
      hidden: fixture.integer("hidden"), annotation: fixture.integer("annotation"), labels: fixture.integer("labels"),
      in: variables, name: "readout")
    let parameters = named(["gi": "readout.gate", "gj": "readout.feature", "o": "readout.output"])
    return LayerModel(parameters: parameters) { ["y": readout($0["x"], annotation: $0["annotation"])] }
  }

  static func nodeReadout(_ fixture: LayerCase, _ variables: Variables) -> LayerModel {
    let readout = NodeReadout(
      hidden: fixture.integer("hidden"), annotation: fixture.integer("annotation"), in: variables, name: "readout")
    return LayerModel(parameters: named(nodeParameters)) { ["y": readout($0["x"], annotation: $0["annotation"])] }
  }

  static func graphModel(_ fixture: LayerCase, _ variables: Variables) -> LayerModel {
    let graph = graph(fixture, variables)
    let readout = NodeReadout(
      hidden: fixture.integer("hidden"), annotation: fixture.integer("annotation"), in: variables, name: "readout")
    return LayerModel(parameters: named(graphParameters.merging(nodeParameters) { $1 })) { inputs in
      var x = graph.start(inputs["annotation"])
      for _ in 0..<fixture.integer("steps") { x = graph(x, adjacency: inputs["matrix"]) }
      let scores = readout(x, annotation: inputs["annotation"])
      return ["loss": scores.crossEntropy(inputs["labels"]), "scores": scores, "x": x]
    }
  }
}
