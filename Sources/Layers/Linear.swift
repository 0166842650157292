public import Tensors

/// A fully connected layer: y = activation(x W + b), `[batch, inputs]` to `[batch, outputs]`.
///
/// W is `[inputs, outputs]`. Both are drawn uniformly on ±1/√inputs, PyTorch's default for Linear. With weight
/// normalization W = g v / |v|, a length g for each output (Salimans and Kingma, NeurIPS 2016, equation 2); g starts as
/// the length of v, so that the layer starts where the plain one does.
public struct Linear {
  private let weight: Parameter
  private let bias: Parameter?
  private let gain: Parameter?

  /// Declares `name.weight` and `name.bias`, and `name.gain` with weight normalization.
  public init(
    _ inputs: Int, _ outputs: Int, bias: Bool = true, weightNorm: Bool = false, initial: Initializer? = nil,
    in variables: Variables, name: String
  ) {
    let uniform = Initializer.uniform(bound: 1 / Float(inputs).squareRoot())
    weight = variables.parameter(name + ".weight", [inputs, outputs], initial: initial ?? uniform)
    self.bias =
      bias ? variables.parameter(name + ".bias", [outputs], initial: initial == nil ? uniform : .constant(0)) : nil
    gain = weightNorm ? variables.parameter(name + ".gain", [outputs], initial: .columnNorms(of: weight)) : nil
  }

  /// A layer with a bias, both drawn uniformly on ±`bound`: the halves of recurrent cells.
  init(_ inputs: Int, _ outputs: Int, bound: Float, weightNorm: Bool, in variables: Variables, name: String) {
    weight = variables.parameter(name + ".weight", [inputs, outputs], initial: .uniform(bound: bound))
    bias = variables.parameter(name + ".bias", [outputs], initial: .uniform(bound: bound))
    gain = weightNorm ? variables.parameter(name + ".gain", [outputs], initial: .columnNorms(of: weight)) : nil
  }

  /// The layer's output for `x`.
  public func callAsFunction(_ x: Tensor, activation: Activation = .none) -> Tensor {
    let tape = x.tape
    var weight = tape.tensor(self.weight)
    if let gain { weight = weight.weightNormalized(by: tape.tensor(gain)) }
    return x.linear(weight, bias: bias.map(tape.tensor), activation: activation)
  }
}
