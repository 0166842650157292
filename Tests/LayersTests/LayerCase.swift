import TestSupport
import Testing

/// A case of `layers.json`: a layer's inputs, parameters, outputs and gradients, made with PyTorch in double precision.
struct LayerCase: Decodable, Sendable, CustomTestStringConvertible {
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

  var testDescription: String { name }

  /// A number of the case's configuration, which must be there.
  func number(_ key: String) -> Double {
    guard case .number(let value) = config?[key] else { preconditionFailure("\(name) has no number \(key)") }
    return value
  }

  /// A whole number of the case's configuration.
  func integer(_ key: String) -> Int { Int(number(key)) }

  /// A word of the case's configuration, nil where there is none.
  func word(_ key: String) -> String? {
    if case .word(let value) = config?[key] { value } else { nil }
  }

  /// An input, which must be there.
  func input(_ key: String) -> FixtureTensor {
    guard let tensor = inputs[key] else { preconditionFailure("\(name) has no input \(key)") }
    return tensor
  }

  static let fileName = "layers.json"
  static let all = file?.cases ?? []
  static let tolerance = file?.tolerance.float32 ?? Tolerance()
  private static let file = Fixtures.load(fileName, as: File.self)

  private struct File: Decodable {
    let tolerance: Tolerances
    let cases: [LayerCase]
  }

  private struct Tolerances: Decodable {
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
