import Glibc

/// Gauss–Legendre quadrature with a fixed number of nodes.
struct GaussLegendre {
  /// The nodes on -1...1 and their weights.
  private let nodes: [(place: Double, weight: Double)]

  init(count: Int) {
    nodes = (0..<count).map { index in
      // Newton's method on the Legendre polynomial.
      var x = cos(Double.pi * (Double(index) + 0.75) / (Double(count) + 0.5))
      var slope = 0.0
      for _ in 0..<100 {
        var (before, value) = (1.0, x)
        for degree in 2...count {
          let n = Double(degree)
          (before, value) = (value, ((2 * n - 1) * x * value - (n - 1) * before) / n)
        }
        slope = Double(count) * (x * value - before) / (x * x - 1)
        let change = value / slope
        x -= change
        if abs(change) < 1e-15 { break }
      }
      return (x, 2 / ((1 - x * x) * slope * slope))
    }
  }

  /// The integral of `function` from `low` to `high`; 0 unless `high` > `low`.
  func integral(from low: Double, to high: Double, _ function: (Double) -> Double) -> Double {
    guard high > low else { return 0 }
    let (centre, half) = ((low + high) / 2, (high - low) / 2)
    return half * nodes.reduce(0) { $0 + $1.weight * function(centre + half * $1.place) }
  }
}
