import Layers
import Tensors
import TestSupport

extension LayerModel {
  private static let windowParameters = ["att_W": "window.weight", "att_b": "window.bias"]

  private static func window(_ fixture: LayerCase, _ variables: Variables) -> AttentionWindow {
    AttentionWindow(
      hidden: fixture.input("h").shape[1], width: fixture.integer("A"), height: fixture.integer("B"),
      size: fixture.integer("N"), in: variables, name: "window")
  }

  static func drawRead(_ fixture: LayerCase, _ variables: Variables) -> LayerModel {
    let window = window(fixture, variables)
    return LayerModel(parameters: windowParameters) { inputs in
      let filters = window.filters(inputs["h"])
      let glimpses = [inputs["x"], inputs["x_hat"]].map { window.read($0, through: filters) }
      return ["r": .joined(glimpses, axis: 1), "Fx": filters.x, "Fy": filters.y, "gamma": filters.intensity]
    }
  }

  static func drawWrite(_ fixture: LayerCase, _ variables: Variables) -> LayerModel {
    let window = window(fixture, variables)
    let hidden = fixture.input("h").shape[1]
    let ink = Linear(hidden, fixture.integer("N") * fixture.integer("N"), in: variables, name: "ink")
    let parameters = windowParameters.merging(["write_W": "ink.weight", "write_b": "ink.bias"]) { $1 }
    return LayerModel(parameters: parameters) { inputs in
      let filters = window.filters(inputs["h"])
      return [
        "w": window.write(ink(inputs["h"]), through: filters), "Fx": filters.x, "Fy": filters.y,
        "gamma": filters.intensity,
      ]
    }
  }

  /// The case subtracts T/2 a step where the divergence of N(μ, σ) from N(0, 1) has z/2.
  static func drawModel(_ fixture: LayerCase, _ variables: Variables) -> LayerModel {
    let (steps, latent) = (fixture.integer("T"), fixture.integer("z"))
    let sizes = DrawCell.Sizes(
      width: fixture.integer("A"), height: fixture.integer("B"), window: fixture.integer("N"),
      hidden: fixture.integer("hidden"), latent: latent)
    let cell = DrawCell(sizes, in: variables, name: "draw")
    var parameters = cellParameters("draw.encoder", prefix: "enc_")
      .merging(cellParameters("draw.decoder", prefix: "dec_")) { $1 }
    for (theirs, ours) in ["att": "window", "mu": "mean", "sigma": "logDeviation", "write": "ink"] {
      parameters[theirs + "_W"] = "draw.\(ours).weight"
      parameters[theirs + "_b"] = "draw.\(ours).bias"
    }
    return LayerModel(parameters: parameters) { inputs in
      let image = inputs["x"]
      let batch = image.shape.rows
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
