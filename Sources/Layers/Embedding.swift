public import Tensors

/// A table of vectors: row `index[i]` for every i, int32 `[n]` to `[n, width]`.
///
/// The table is drawn normally with standard deviation 1, PyTorch's default for Embedding.
public struct Embedding {
  private let table: Parameter

  /// Declares `name.weight`, `[entries, width]`.
  public init(_ entries: Int, _ width: Int, in variables: Variables, name: String) {
    table = variables.parameter(name + ".weight", [entries, width], initial: .normal(standardDeviation: 1))
  }

  /// The vectors at `index`, whose elements are at least 0 and less than the number of entries.
  public func callAsFunction(_ index: Tensor) -> Tensor { index.tape.tensor(table).rows(index) }
}
