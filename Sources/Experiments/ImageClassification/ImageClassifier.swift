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
}
