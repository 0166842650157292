import Layers
import Tensors
import TestSupport

extension LayerModel {
  /// The sizes of a case of graphs.
  private struct GraphSizes {
    let batch, nodes, edges, hidden, annotation: Int

    init(_ fixture: LayerCase) throws(FixtureError) {
      (batch, nodes) = (try fixture.size("batch"), try fixture.size("nodes"))
      (edges, hidden) = (try fixture.size("edges"), try fixture.size("hidden"))
      annotation = try fixture.size("annotation")
      try requireFixture(annotation <= hidden, "config.annotation is \(annotation), more than \(hidden) hidden numbers")
    }

    var states: [Int] { [batch, nodes, hidden] }
    var annotations: [Int] { [batch, nodes, annotation] }
    var adjacency: [Int] { [batch, nodes, 2 * nodes * edges] }

    func makeGraph(in variables: Variables) -> GatedGraph {
      GatedGraph(hidden: hidden, edgeKinds: edges, in: variables, name: "graph")
    }
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

  static func graphPropagation(_ fixture: LayerCase, _ variables: Variables) throws(FixtureError) -> LayerModel {
    let sizes = try GraphSizes(fixture)
    let graph = sizes.makeGraph(in: variables)
    return LayerModel(
      inputs: ["x": sizes.states, "matrix": sizes.adjacency], parameters: named(graphParameters)
    ) { ["x": graph($0["x"], adjacency: $0["matrix"])] }
  }

  static func graphReadout(_ fixture: LayerCase, _ variables: Variables) throws(FixtureError) -> LayerModel {
    let sizes = try GraphSizes(fixture)
    let readout = GraphReadout(
      hidden: sizes.hidden, annotation: sizes.annotation, labels: try fixture.size("labels"), in: variables,
      name: "readout")
    return LayerModel(
      inputs: ["x": sizes.states, "annotation": sizes.annotations],
      parameters: named(["gi": "readout.gate", "gj": "readout.feature", "o": "readout.output"])
    ) { ["y": readout($0["x"], annotation: $0["annotation"])] }
  }

  static func nodeReadout(_ fixture: LayerCase, _ variables: Variables) throws(FixtureError) -> LayerModel {
    let sizes = try GraphSizes(fixture)
    let readout = NodeReadout(
      hidden: sizes.hidden, annotation: sizes.annotation, in: variables, name: "readout")
    return LayerModel(
      inputs: ["x": sizes.states, "annotation": sizes.annotations], parameters: named(nodeParameters)
    ) { ["y": readout($0["x"], annotation: $0["annotation"])] }
  }

  static func graphModel(_ fixture: LayerCase, _ variables: Variables) throws(FixtureError) -> LayerModel {
    let (sizes, steps) = (try GraphSizes(fixture), try fixture.size("steps"))
    let graph = sizes.makeGraph(in: variables)
    let readout = NodeReadout(
      hidden: sizes.hidden, annotation: sizes.annotation, in: variables, name: "readout")
    return LayerModel(
      inputs: ["annotation": sizes.annotations, "matrix": sizes.adjacency, "labels": [sizes.batch]],
      limits: ["labels": sizes.nodes], parameters: named(graphParameters.merging(nodeParameters) { $1 })
    ) { inputs in
      var x = graph.start(inputs["annotation"])
      for _ in 0..<steps { x = graph(x, adjacency: inputs["matrix"]) }
      let scores = readout(x, annotation: inputs["annotation"])
      return ["loss": scores.crossEntropy(inputs["labels"]), "scores": scores, "x": x]
    }
  }
}
