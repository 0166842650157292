import Layers
import Tensors

/// A network that tells classes of images apart.
protocol ImageClassifier {
  /// The places in the network whose code lengths are measured; empty without probing.
  var probed: [String] { get }

  /// Logits `[batch, classes]` of images `[batch, pixels]`. While training, the code length at `probed[i]` goes to
  /// `codeLengths[i]`.
  func callAsFunction(
    _ images: Tensor, _ mode: NormalizationCall.Mode, logClassShare: Tensor?, codeLengths: [Block]
  ) -> Tensor

  /// Logits `[rows, classes]` of the batch that `batches` has selected, in evaluation.
  func evaluate(_ batches: ImageBatches, rows: Int, on tape: Tape) -> Tensor
}

extension ImageClassifier {
  /// All images of the batch at once.
  func evaluate(_ batches: ImageBatches, rows: Int, on tape: Tape) -> Tensor {
    self(batches.batch(rows, on: tape).images, .evaluation, logClassShare: nil, codeLengths: [])
  }
}
