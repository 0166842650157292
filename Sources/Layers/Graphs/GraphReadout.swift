import Tensors

/// One answer for a whole graph: linear(tanh(Σ over nodes of sigmoid(gate(x, annotation)) · tanh(feature(x, annotation))))
/// (Li et al., ICLR 2016, equation 7). States `[batch, nodes, hidden]` and annotations `[batch, nodes, features]` give
/// logits `[batch, labels]`.
public struct GraphReadout {
  private let gate, feature, output: Linear

  /// Declares three linear layers under `name`.
  public init(hidden: Int, annotation: Int, labels: Int, in variables: Variables, name: String) {
    gate = Linear(hidden + annotation, hidden, in: variables, name: name + ".gate")
    feature = Linear(hidden + annotation, hidden, in: variables, name: name + ".feature")
    output = Linear(hidden, labels, in: variables, name: name + ".output")
  }

  /// The logits.
  public func callAsFunction(_ x: Tensor, annotation: Tensor) -> Tensor {
    let nodes = Tensor.joined([x, annotation], axis: 2)
    let gated = gate(nodes, activation: .sigmoid) * feature(nodes, activation: .tanh)
    return output(gated.reshaped(x.shape).sum(axis: 1).tanh())
  }
}
