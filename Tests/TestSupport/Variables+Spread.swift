public import Tensors

extension Variables {
  /// The parameter called `name`, which must exist.
  public func parameter(named name: String) -> Parameter {
    guard let parameter = parameters.first(where: { $0.name == name }) else {
      preconditionFailure("there is no parameter \(name) among \(parameters.map(\.name))")
    }
    return parameter
  }

  /// Parameters p0, p1, … of these shapes with `spread` values, laid out.
  public static func spread(_ shapes: [Shape], over range: ClosedRange<Float>) -> Variables {
    let variables = Variables()
    for (index, shape) in shapes.enumerated() {
      _ = variables.parameter("p\(index)", shape, initial: .spread(shape.count, over: range))
    }
    variables.layOut(seed: 0)
    return variables
  }
}
