import Layers
import Tensors
import TestSupport

/// The computation of a case of `layers.json` with our layers, and the names of its arrays among our variables.
struct LayerModel {
  /// The shape that each of the case's inputs must have.
  let inputs: [String: [Int]]
  /// The inputs that hold indices, each with its limit.
  var limits: [String: Int] = [:]
  /// The name of our parameter for each parameter of the case.
  var parameters: [String: String] = [:]
  /// The order of axes that turns an array of the case into ours, if it is not the usual one. By default parameters
  /// that are matrices are transposed, and other arrays are not changed.
  var orders: [String: [Int]] = [:]
  /// The outputs and intermediate values by the case's names.
  let run: (LayerInputs) -> [String: Tensor]

  /// The case's array with our order of axes.
  func arranged(_ name: String, _ tensor: FixtureTensor) throws(FixtureError) -> FixtureTensor {
    if let order = orders[name] { return try tensor.permuted(order) }
    return parameters[name] != nil && tensor.shape.count == 2 ? try tensor.permuted([1, 0]) : tensor
  }
}
