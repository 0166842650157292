public import Tensors

/// The attention of DRAW: a grid of `size` × `size` Gaussian filters, laid over an image at the place that a hidden
/// state gives (Gregor et al., ICML 2015, equations 19 to 29). Images are `[batch, height · width]`, row-major.
/// ```
/// p      = h W + b                                               five numbers an image
/// g_x    = (width + 1)/2 · (p₀ + 1)      g_y = (height + 1)/2 · (p₁ + 1)
/// σ²     = exp p₂       δ = (max(width, height) - 1)/(size - 1) · exp p₃       γ = exp p₄
/// μ_k    = (k - size/2 - ½) δ + g        k = 0 … size-1
/// F[k,a] = exp(-((a - μ_k)/(2σ²))²)      each row divided by (its sum + 1e-9)
/// ```
/// The division by 2σ² inside the square is the published program's; the paper divides the square by 2σ².
public struct AttentionWindow {
  /// The filters of one batch's windows.
  public struct Filters {
    /// The filters along x, `[batch, size, width]`.
    public let x: Tensor
    /// The filters along y, `[batch, size, height]`.
    public let y: Tensor
    /// γ, `[batch, 1, 1]`.
    public let intensity: Tensor
  }

  private let parameters: Linear
  private let width: Int
  private let height: Int
  private let size: Int
  private let grid: Block
  private let pixels: Block

  /// Declares `name.weight` and `name.bias`, from `hidden` numbers to five. `size` is at least 2.
  public init(
    hidden: Int, width: Int, height: Int, size: Int, weightNorm: Bool = false, in variables: Variables, name: String
  ) {
    precondition(size >= 2, "a window of \(size) filters has no distance between them")
    parameters = Linear(hidden, 5, weightNorm: weightNorm, in: variables, name: name)
    self.width = width
    self.height = height
    self.size = size
    grid = Block(.float32, count: size)
    for k in 0..<size { grid.floats[k] = Float(k) - Float(size) / 2 - 0.5 }
    pixels = Block(.float32, count: max(width, height))
    for pixel in 0..<pixels.count { pixels.floats[pixel] = Float(pixel) }
  }

  /// The windows at the places that `hidden`, `[batch, hidden]`, gives.
  public func filters(_ hidden: Tensor) -> Filters {
    let p = parameters(hidden)
    let batch = p.shape.rows
    func parameter(_ index: Int) -> Tensor { p.slice(axis: 1, index..<index + 1) }
    func center(_ index: Int, _ extent: Int) -> Tensor {
      let half = Double(extent + 1) / 2
      return parameter(index).scaled(by: half, plus: half)
    }
    let doubledVariance = parameter(2).exp().scaled(by: 2).reshaped([batch, 1, 1])
    let distance = parameter(3).exp().scaled(by: Double(pixels.count - 1) / Double(size - 1))
    let offsets = p.tape.tensor(grid, [1, size]) * distance
    func bank(_ center: Tensor, _ extent: Int) -> Tensor {
      let means = (offsets + center).reshaped([batch, size, 1])
      let distances = (p.tape.tensor(pixels, [1, 1, extent]) - means) / doubledVariance
      let densities = (distances * distances).scaled(by: -1).exp()
      return densities / densities.sum(axis: 2).scaled(by: 1, plus: 1e-9).reshaped([batch, size, 1])
    }
    return Filters(
      x: bank(center(0, width), width), y: bank(center(1, height), height),
      intensity: parameter(4).exp().reshaped([batch, 1, 1]))
  }

  /// γ F_y image F_xᵀ: the images seen through the windows, `[batch, size · size]`.
  public func read(_ image: Tensor, through filters: Filters) -> Tensor {
    let batch = image.shape.rows
    let seen = filters.y.batchedProduct(image.reshaped([batch, height, width]))
      .batchedProduct(filters.x, transposeRight: true)
    return (filters.intensity * seen).reshaped([batch, size * size])
  }

  /// F_yᵀ (patch / γ) F_x: patches `[batch, size · size]` laid onto images, `[batch, height · width]`.
  public func write(_ patch: Tensor, through filters: Filters) -> Tensor {
    let batch = patch.shape.rows
    let ink = patch.reshaped([batch, size, size]) / filters.intensity
    return filters.y.batchedProduct(ink, transposeLeft: true).batchedProduct(filters.x)
      .reshaped([batch, height * width])
  }
}
