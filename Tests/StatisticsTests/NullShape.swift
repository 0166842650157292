import Foundation

@testable import Statistics

/// Distributions of paired differences with mean 0: what can come where two arms have the same mean.
enum NullShape: CaseIterable {
  case normal, studentT3, laplace, bimodal, exponential, lognormal

  /// Whether the shape is symmetric, as it is where both arms have the same distribution.
  var isSymmetric: Bool { self != .exponential && self != .lognormal }

  func draw(_ random: inout CounterRandom) -> Double {
    switch self {
    case .normal: return random.normal()
    case .studentT3:
      let square = (0..<3).reduce(0.0) { sum, _ in
        let z = random.normal()
        return sum + z * z
      }
      return random.normal() / (square / 3).squareRoot()
    case .laplace: return random.exponential() - random.exponential()
    case .bimodal: return (random.next() & 1 == 0 ? 3 : -3) + random.normal()
    case .exponential: return random.exponential() - 1
    case .lognormal: return exp(random.normal()) - exp(0.5)
    }
  }
}

extension CounterRandom {
  /// The numbers of one simulation.
  init(seed: Int) { self.init(of: [[Double(seed)]]) }

  /// Uniform, above 0 and below 1.
  mutating func uniform() -> Double { (Double(next() >> 11) + 0.5) * 0x1p-53 }

  /// Exponential with mean 1.
  mutating func exponential() -> Double { -log(uniform()) }

  /// Standard normal (Box and Muller).
  mutating func normal() -> Double { (2 * exponential()).squareRoot() * cos(2 * .pi * uniform()) }
}
