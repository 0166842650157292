import Layers
import Tensors
import TestSupport

extension LayerModel {
  private static let windowParameters = ["att_W": "window.weight", "att_b": "window.bias"]

  /// The sizes of a case of one attention window.
  private struct WindowSizes {
    let rows, hidden, width, height, window: Int

    init(_ fixture: LayerCase) throws(FixtureError) {
      let states = try fixture.shape(ofInput: "h", rank: 2)
      (rows, hidden) = (states[0], states[1])
      (width, height, window) = try LayerModel.imageSizes(fixture)
    }

    func makeWindow(in variables: Variables) -> AttentionWindow {
      AttentionWindow(hidden: hidden, width: width, height: height, size: window, in: variables, name: "window")
    }
  }

  private static func imageSizes(
    _ fixture: LayerCase
  ) throws(FixtureError) -> (width: Int, height: Int, window: Int) {
    let window = try fixture.size("N")
    try requireFixture(window >= 2, "config.N is \(window): the distance of fewer than 2 filters is undefined")
    return (try fixture.size("A"), try fixture.size("B"), window)
  }

  static func drawRead(_ fixture: LayerCase, _ variables: Variables) throws(FixtureError) -> LayerModel {
    let sizes = try WindowSizes(fixture)
    let window = sizes.makeWindow(in: variables)
    let image = [sizes.rows, sizes.width * sizes.height]
    return LayerModel(
      inputs: ["x": image, "x_hat": image, "h": [sizes.rows, sizes.hidden]], parameters: windowParameters
    ) { inputs in
      let filters = window.filters(inputs["h"])
      let glimpses = [inputs["x"], inputs["x_hat"]].map { window.read($0, through: filters) }
      return ["r": .joined(glimpses, axis: 1), "Fx": filters.x, "Fy": filters.y, "gamma": filters.intensity]
    }
  }

  static func drawWrite(_ fixture: LayerCase, _ variables: Variables) throws(FixtureError) -> LayerModel {
    let sizes = try WindowSizes(fixture)
    let window = sizes.makeWindow(in: variables)
    let ink = Linear(sizes.hidden, sizes.window * sizes.window, in: variables, name: "ink")
    let parameters = windowParameters.merging(["write_W": "ink.weight", "write_b": "ink.bias"]) { $1 }
    return LayerModel(inputs: ["h": [sizes.rows, sizes.hidden]], parameters: parameters) { inputs in
      let filters = window.filters(inputs["h"])
      return [
        "w": window.write(ink(inputs["h"]), through: filters), "Fx": filters.x, "Fy": filters.y,
        "gamma": filters.intensity,
      ]
    }
  }

  /// The case subtracts T/2 for each step; the divergence of N(μ, σ) from N(0, 1) has z/2 instead.
  static func drawModel(_ fixture: LayerCase, _ variables: Variables) throws(FixtureError) -> LayerModel {
    let (steps, latent) = (try fixture.size("T"), try fixture.size("z"))
    let (width, height, window) = try imageSizes(fixture)
    let batch = try fixture.shape(ofInput: "x", rank: 2)[0]
    let sizes = DrawCell.Sizes(
      width: width, height: height, window: window, hidden: try fixture.size("hidden"), latent: latent)
    let cell = DrawCell(sizes, in: variables, name: "draw")
    var parameters = cellParameters("draw.encoder", prefix: "enc_")
      .merging(cellParameters("draw.decoder", prefix: "dec_")) { $1 }
    for (theirs, ours) in ["att": "window", "mu": "mean", "sigma": "logDeviation", "write": "ink"] {
      parameters[theirs + "_W"] = "draw.\(ours).weight"
      parameters[theirs + "_b"] = "draw.\(ours).bias"
    }
    return LayerModel(
      inputs: ["x": [batch, width * height], "noise": [steps, batch, latent]], parameters: parameters
    ) { inputs in
      let image = inputs["x"]
      var outputs: [String: Tensor] = [:]
      var state = cell.start(inputs.tape, batch: batch)
      var divergence = inputs.tape.constant(Double(steps * (latent - steps)) / 2, [])
      for step in 0..<steps {
        let noise = inputs["noise"].slice(axis: 0, step..<step + 1).reshaped([batch, latent])
        let (next, drawn) = cell(image, noise: noise, state)
        state = next
        divergence = divergence + .gaussianDivergence(mean: drawn.mean, logDeviation: drawn.logDeviation)
        outputs["canvas_\(step)"] = state.canvas
        outputs["mu_\(step)"] = drawn.mean
        outputs["logsigma_\(step)"] = drawn.logDeviation
      }
      let missed = state.canvas.sigmoid().binaryCrossEntropy(image).scaled(by: Double(image.shape.columns))
      outputs["Lx"] = missed
      outputs["Lz"] = divergence
      outputs["loss"] = missed + divergence
      return outputs
    }
  }
}
