public import Tensors

/// One step of DRAW: looks at an image and at its difference from the canvas, encodes, draws a latent, decodes, and
/// adds to the canvas (Gregor et al., ICML 2015, equations 3 to 8).
/// ```
/// glimpse  = read(image), read(image - sigmoid(canvas))          window from the decoder's last h
/// encoder' = LSTM(glimpse, decoder.h)        μ, log σ = linear(encoder'.h)        z = μ + σ · noise
/// decoder' = LSTM(z)                         canvas'  = canvas + write(linear(decoder'.h))
/// ```
public struct DrawCell {
  /// The sizes of the model: images in pixels, the window in filters along a side, the others in units.
  public struct Sizes: Sendable {
    let width, height, window, hidden, latent: Int

    /// The sizes of a model.
    public init(width: Int, height: Int, window: Int, hidden: Int, latent: Int) {
      self.width = width
      self.height = height
      self.window = window
      self.hidden = hidden
      self.latent = latent
    }
  }

  /// The state that a step hands to the next.
  public struct State {
    /// The encoder's state.
    public var encoder: LSTMCell.State
    /// The decoder's state.
    public var decoder: LSTMCell.State
    /// The drawing before its sigmoid, `[batch, height · width]`.
    public var canvas: Tensor
    /// The windows at the places that the decoder's h gives: one step writes through them, and the next step reads.
    fileprivate var filters: AttentionWindow.Filters
  }

  /// The distribution that a step drew its latent from, `[batch, latent]` each.
  public struct Latent {
    /// μ.
    public let mean: Tensor
    /// log σ.
    public let logDeviation: Tensor
  }

  private let sizes: Sizes
  private let window: AttentionWindow
  private let encoder, decoder: LSTMCell
  private let mean, logDeviation, ink: Linear

  /// Declares the window, the two LSTM cells and three linear layers under `name`, all of them weight-normalized with
  /// `weightNorm`.
  public init(_ sizes: Sizes, weightNorm: Bool = false, in variables: Variables, name: String) {
    self.sizes = sizes
    let patch = sizes.window * sizes.window
    window = AttentionWindow(
      hidden: sizes.hidden, width: sizes.width, height: sizes.height, size: sizes.window,
      weightNorm: weightNorm, in: variables, name: name + ".window")
    func linear(_ inputs: Int, _ outputs: Int, _ part: String) -> Linear {
      Linear(inputs, outputs, weightNorm: weightNorm, in: variables, name: name + part)
    }
    func cell(_ inputs: Int, _ part: String) -> LSTMCell {
      LSTMCell(inputs, sizes.hidden, weightNorm: weightNorm, in: variables, name: name + part)
    }
    encoder = cell(2 * patch + sizes.hidden, ".encoder")
    decoder = cell(sizes.latent, ".decoder")
    mean = linear(sizes.hidden, sizes.latent, ".mean")
    logDeviation = linear(sizes.hidden, sizes.latent, ".logDeviation")
    ink = linear(sizes.hidden, patch, ".ink")
  }

  /// The states of zeros and the empty canvas that a drawing starts from.
  public func start(_ tape: Tape, batch: Int) -> State {
    let decoding = decoder.start(tape, batch: batch)
    return State(
      encoder: encoder.start(tape, batch: batch), decoder: decoding,
      canvas: tape.constant(0, [batch, sizes.height * sizes.width]), filters: window.filters(decoding.hidden))
  }

  /// A step that looks at `image`, `[batch, height · width]`, with `noise` `[batch, latent]` of N(0, 1). `encoded` and
  /// `decoded` transform the two outputs h; the transformed outputs replace them, in the next step too.
  public func callAsFunction(
    _ image: Tensor, noise: Tensor, _ state: State, encoded: (Tensor) -> Tensor = { $0 },
    decoded: (Tensor) -> Tensor = { $0 }
  ) -> (state: State, latent: Latent) {
    let missing = image - state.canvas.sigmoid()
    let seen = [
      window.read(image, through: state.filters), window.read(missing, through: state.filters), state.decoder.hidden,
    ]
    var encoding = encoder(Tensor.joined(seen, axis: 1), state.encoder)
    encoding.hidden = encoded(encoding.hidden)
    let latent = Latent(mean: mean(encoding.hidden), logDeviation: logDeviation(encoding.hidden))
    let z = latent.mean + latent.logDeviation.exp() * noise
    var next = drawn(z, state, decoded)
    next.encoder = encoding
    return (next, latent)
  }

  /// The second half of a step: decodes `z`, `[batch, latent]`, and adds to the canvas. Drawing from noise uses this
  /// half alone.
  public func drawn(_ z: Tensor, _ state: State, _ decoded: (Tensor) -> Tensor = { $0 }) -> State {
    var next = state
    next.decoder = decoder(z, state.decoder)
    next.decoder.hidden = decoded(next.decoder.hidden)
    next.filters = window.filters(next.decoder.hidden)
    next.canvas = state.canvas + window.write(ink(next.decoder.hidden), through: next.filters)
    return next
  }
}
