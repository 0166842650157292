import Layers
import Tensors
import TestSupport

/// How a case of `layers.json` is computed with our layers, and where its arrays are among our variables.
struct LayerModel {
  /// The shape that each of the case's inputs must have.
  let inputs: [String: [Int]]
  /// The inputs that hold indices, each with the number of things that it counts.
  var limits: [String: Int] = [:]
  /// Our parameter for each of the case's.
  var parameters: [String: String] = [:]
  /// The order of axes that turns one of the case's arrays into ours, where it is not the usual one: matrices among
  /// the parameters are transposed, all else is the same.
  var orders: [String: [Int]] = [:]
  /// The outputs and intermediate values by the case's names.
  let run: (LayerInputs) -> [String: Tensor]

  /// The case's array as ours.
  func arranged(_ name: String, _ tensor: FixtureTensor) throws(FixtureError) -> FixtureTensor {
    if let order = orders[name] { return try tensor.permuted(order) }
    return parameters[name] != nil && tensor.shape.count == 2 ? try tensor.permuted([1, 0]) : tensor
  }
}
