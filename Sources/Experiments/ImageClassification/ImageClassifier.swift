import Layers
import Tensors

/// A network that classifies images.
protocol ImageClassifier {
  /// The places in the network whose code lengths are measured; empty without probing.
  var probes: [Probe] { get }

  /// Logits `[batch, classes]` of images `[batch, pixels]`. Training writes code lengths to `probes`.
  func callAsFunction(_ images: Tensor, _ call: NormalizationCall) -> Tensor

  /// Logits `[rows, classes]` of the selected batch of `batches`, in evaluation.
  func evaluate(_ batches: ImageBatches, rows: Int, on tape: Tape) -> Tensor
}

extension ImageClassifier {
  /// Evaluates all images of the batch at once.
  func evaluate(_ batches: ImageBatches, rows: Int, on tape: Tape) -> Tensor {
    self(batches.batch(rows, on: tape).images, NormalizationCall(.evaluation))
  }
}
