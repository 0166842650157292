import Glibc

/// The law of the smallest p-value of a paired t test that is repeated at growing numbers of pairs.
///
/// Under the null hypothesis and normal differences, the path of r = Σd / √Σd² is a Markov chain with a known law. One
/// more pair takes r to r cos φ + sin φ, where φ has the density cos^(n - 1) φ and is independent of the path. The
/// probability of crossing a boundary at a later look is computed backwards, one pair at a time, on a grid of |r|. The
/// relative error is near 1e-3 for p above 1e-4 and a first look at 5 pairs or more.
struct RepeatedLooks: Sendable, Hashable {
  /// The numbers of pairs at the looks, ascending from at least 2.
  let looks: [Int]

  private static let quadrature = GaussLegendre(count: 20)

  /// The probability that the p-value is at most `p` at one look or more.
  func probability(ofPAtMost p: Double) -> Double {
    guard p > 0 else { return 0 }
    guard p < 1 else { return 1 }
    let last = looks[looks.count - 1]
    var later = CubicGrid(over: 0...1, intervals: 1) { _ in 0 }
    for pairs in (looks[0]..<last).reversed() {
      let boundary = looks.contains(pairs + 1) ? Self.boundary(p, pairs: pairs + 1) : nil
      later = CubicGrid(over: 0...Double(pairs).squareRoot(), intervals: 200, isEven: true) { r in
        Self.afterOneMore(r, pairs: pairs, boundary: boundary, later: later)
      }
    }
    return Self.fromTheFirstLook(pairs: looks[0], boundary: Self.boundary(p, pairs: looks[0]), later: later)
  }

  /// The |r| at which the t test's two-sided p-value is `p`.
  private static func boundary(_ p: Double, pairs: Int) -> Double {
    let n = Double(pairs)
    let t = StudentT(degreesOfFreedom: n - 1).quantile(upperTail: p / 2)
    return t * n.squareRoot() / (n - 1 + t * t).squareRoot()
  }

  /// The probability of crossing from `r` ≥ 0 after `pairs` pairs: at the next pair's `boundary` (nil: no look), or
  /// later.
  private static func afterOneMore(
    _ r: Double, pairs: Int, boundary: Double?, later: CubicGrid
  ) -> Double {
    let length = (1 + r * r).squareRoot()
    guard let boundary, boundary < length else {
      return average(power: pairs - 1, jumps: []) { later.at(abs(r * $0 + $1)) }
    }
    // r cos φ + sin φ = length · sin(φ + turn); the jumps are the angles at which this is ±boundary.
    let turn = atan(r)
    let angle = asin(boundary / length)
    return average(power: pairs - 1, jumps: [-angle - turn, angle - turn, Double.pi - angle - turn]) {
      let next = abs(r * $0 + $1)
      return next > boundary ? 1 : later.at(next)
    }
  }

  /// The probability of crossing at the first look or later. Here r = √n sin φ, where φ has the density cos^(n - 2) φ.
  private static func fromTheFirstLook(pairs: Int, boundary: Double, later: CubicGrid) -> Double {
    let root = Double(pairs).squareRoot()
    let edge = asin(min(1, boundary / root))
    return average(power: pairs - 2, jumps: [-edge, edge]) { _, sine in
      root * abs(sine) > boundary ? 1 : later.at(root * abs(sine))
    }
  }

  /// The mean of `value`(cos φ, sin φ) for φ with the density cos^power φ. `jumps` are the angles at which `value`
  /// jumps.
  private static func average(power: Int, jumps: [Double], _ value: (Double, Double) -> Double) -> Double {
    let power = Double(power)
    // Beyond this angle cos^power φ is below 1e-18.
    let reach = power > 0 ? acos(pow(1e-18, 1 / power)) : Double.pi / 2
    let edges = ([-reach, 0, reach] + jumps.filter { abs($0) < reach }).sorted()
    let sum = zip(edges, edges.dropFirst()).reduce(0) { sum, piece in
      sum
        + quadrature.integral(from: piece.0, to: piece.1) { angle in
          let cosine = cos(angle)
          return pow(cosine, power) * value(cosine, sin(angle))
        }
    }
    // The integral of cos^power φ over -π/2...π/2.
    return sum / (Double.pi.squareRoot() * exp(lgamma(power / 2 + 0.5) - lgamma(power / 2 + 1)))
  }
}
