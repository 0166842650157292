import TestSupport

/// A case of `layers.json`: a layer's inputs, parameters, outputs and gradients, made with PyTorch in double precision.
struct LayerCase: FixtureContents {
  let name: String
  let layer: String
  private let config: [String: ConfigurationValue]?
  let inputs: [String: FixtureTensor]
  let params: [String: FixtureTensor]
  let outputs: [String: FixtureTensor]
  let intermediate: [String: FixtureTensor]?
  let weights: [String: FixtureTensor]?
  let loss: Double?
  let grads: [String: FixtureTensor]?

  /// Sizes depend on the kind of layer, so that `LayerRun` checks them.
  func check() {}

  /// A number of the case's configuration.
  func number(_ key: String) throws(FixtureError) -> Double {
    guard case .number(let value) = config?[key] else { throw FixtureError("\(name): config has no number \(key)") }
    return value
  }

  /// A whole number of the case's configuration, at least 1.
  func size(_ key: String) throws(FixtureError) -> Int {
    let value = try number(key)
    guard let size = Int(exactly: value), size > 0 else {
      throw FixtureError("\(name): config.\(key) is \(value), not a whole number above 0")
    }
    return size
  }

  /// A word of the case's configuration; nil if it is absent.
  func word(_ key: String) -> String? {
    if case .word(let value) = config?[key] { value } else { nil }
  }

  /// The extents of an input, which must have `rank` of them.
  func shape(ofInput key: String, rank: Int) throws(FixtureError) -> [Int] {
    try shape(of: key, in: inputs, rank: rank)
  }

  /// The extents of a parameter, which must have `rank` of them.
  func shape(ofParameter key: String, rank: Int) throws(FixtureError) -> [Int] {
    try shape(of: key, in: params, rank: rank)
  }

  private func shape(of key: String, in tensors: [String: FixtureTensor], rank: Int) throws(FixtureError) -> [Int] {
    guard let shape = tensors[key]?.shape, shape.count == rank else {
      throw FixtureError("\(name): there is no tensor \(key) with \(rank) axes")
    }
    return shape
  }

  static let file = Result { try Fixtures.load("layers.json", as: File.self) }

  struct File: Decodable, Sendable {
    let tolerance: Tolerances
    let cases: FixtureCases<LayerCase>
  }

  struct Tolerances: Decodable, Sendable {
    let float32: Tolerance
  }

  private enum ConfigurationValue: Decodable, Sendable {
    case number(Double)
    case word(String)
    case numbers([Double])

    init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      if let number = try? value.decode(Double.self) {
        self = .number(number)
      } else if let word = try? value.decode(String.self) {
        self = .word(word)
      } else {
        self = .numbers(try value.decode([Double].self))
      }
    }
  }
}
