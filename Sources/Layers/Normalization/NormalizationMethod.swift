/// A way to normalize a network, by the name that sweep files use: the method's properties, and how its layers are
/// made.
///
/// Each method is a static member in the file of its layer or beside that file. `allCases` registers the methods.
public struct NormalizationMethod: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
  /// The name in sweep files; a combination is called `first+second`.
  public let rawValue: String
  /// The full name: "layer normalization".
  public let title: String
  private let detail: String?
  /// Whether the method normalizes the outputs of layers.
  public let normalizesOutputs: Bool
  /// Whether the method normalizes the weights of every linear layer.
  public let normalizesWeights: Bool
  /// Whether evaluation uses running statistics, which training updates.
  public let keepsRunningStatistics: Bool
  /// Whether the method multiplies by a factor that depends on the batches before.
  public let multipliesByHistory: Bool
  /// Whether the method has a published and a corrected form.
  public let hasSemantics: Bool
  /// Whether training uses the share that each row's class has in the batch.
  public let usesClassShare: Bool
  /// Whether the published form keeps one normalizer for each row of the batch.
  public let publishedKeepsRows: Bool
  /// Whether the method subtracts each row's mean, so that a row of one feature becomes a constant.
  public let centersRows: Bool
  /// The fewest rows that a training batch may have.
  public let fewestRows: Int
  /// The fewest features that a normalized layer may have.
  public let fewestFeatures: Int
  /// The two methods of a combination in their order; empty for all others.
  public let parts: [NormalizationMethod]
  let layers: @Sendable (NormalizationSite) -> [any Normalization]

  /// Declares a method. `layers` makes the normalizations of all steps of a site.
  init(
    _ name: String, title: String, detail: String? = nil, normalizesOutputs: Bool = true,
    normalizesWeights: Bool = false, keepsRunningStatistics: Bool = false, multipliesByHistory: Bool = false,
    hasSemantics: Bool = false, usesClassShare: Bool = false, publishedKeepsRows: Bool = false,
    centersRows: Bool = false, fewestRows: Int = 1, fewestFeatures: Int = 1, parts: [NormalizationMethod] = [],
    layers: @escaping @Sendable (NormalizationSite) -> [any Normalization]
  ) {
    rawValue = name
    self.title = title
    self.detail = detail
    self.normalizesOutputs = normalizesOutputs
    self.normalizesWeights = normalizesWeights
    self.keepsRunningStatistics = keepsRunningStatistics
    self.multipliesByHistory = multipliesByHistory
    self.hasSemantics = hasSemantics
    self.usesClassShare = usesClassShare
    self.publishedKeepsRows = publishedKeepsRows
    self.centersRows = centersRows
    self.fewestRows = fewestRows
    self.fewestFeatures = fewestFeatures
    self.parts = parts
    self.layers = layers
  }

  /// The registered method called `rawValue`; nil if no method has the name.
  public init?(rawValue: String) {
    guard let method = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
    self = method
  }

  /// Methods with the same name are the same method.
  public static func == (left: NormalizationMethod, right: NormalizationMethod) -> Bool {
    left.rawValue == right.rawValue
  }

  /// Hashes the name.
  public func hash(into hasher: inout Hasher) { hasher.combine(rawValue) }

  /// The name.
  public var description: String { rawValue }

  /// The full name and the detail, in one line.
  public var meaning: String { detail.map { "\(title): \($0)" } ?? title }

  /// Whether all batches must have equally many rows under `semantics`.
  public func needsEqualBatches(_ semantics: Semantics) -> Bool { publishedKeepsRows && semantics == .published }
}
