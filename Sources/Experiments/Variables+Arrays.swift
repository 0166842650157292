import Tensors
import Trials

extension Variables {
  /// The parameters with names and shapes, in the order of their declaration.
  var namedArrays: [NamedArray] {
    parameters.map { NamedArray(name: $0.name, shape: $0.shape.extents, elements: Array($0.values.floats)) }
  }
}
