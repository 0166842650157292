public import Tensors

/// One answer for a whole graph: linear(tanh(Σ over nodes of sigmoid(gate(x, annotation)) · tanh(feature(x, annotation))))
/// (Li et al., ICLR 2016, equation 7). States `[batch, nodes, hidden]` and annotations `[batch, nodes, features]` give
/// logits `[batch, labels]`.
public struct GraphReadout {
  private let gate, feature, output: Linear

  /// Declares three linear layers under `name`.
  public init(
    hidden: Int, annotation: Int, labels: Int, weightNorm: Bool = false, in variables: Variables, name: String
  ) {
    func linear(_ inputs: Int, _ outputs: Int, _ part: String) -> Linear {
      Linear(inputs, outputs, weightNorm: weightNorm, in: variables, name: name + part)
    }
    gate = linear(hidden + annotation, hidden, ".gate")
    feature = linear(hidden + annotation, hidden, ".feature")
    output = linear(hidden, labels, ".output")
  }

  /// The logits.
  public func callAsFunction(_ x: Tensor, annotation: Tensor) -> Tensor {
    let nodes = Tensor.joined([x, annotation], axis: 2)
    let gated = gate(nodes, activation: .sigmoid) * feature(nodes, activation: .tanh)
    return output(gated.reshaped(x.shape).sum(axis: 1).tanh())
  }
}
