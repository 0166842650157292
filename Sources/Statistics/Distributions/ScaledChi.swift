import Glibc

/// The distribution of S = √(χ²/ν): the ratio of a standard deviation with ν degrees of freedom to the true one.
struct ScaledChi {
  let degreesOfFreedom: Double

  /// The mean of `function`(S), a smooth bounded function that falls like a normal tail in `steepness` · S.
  ///
  /// Computed by the trapezoidal rule in ln S, where the density e^{ν (x - e^{2x} / 2)} is analytic and decays at both
  /// ends, so the error falls exponentially with the step. The step is chosen for an error of 1e-12 up to a steepness
  /// of 200.
  func mean(steepness: Double, of function: (Double) -> Double) -> Double {
    guard degreesOfFreedom.isFinite else { return function(1) }
    let curvature = degreesOfFreedom + min(steepness * steepness, 40_000) / 2
    let step = min(0.125, 0.55 / curvature.squareRoot())
    var weights = 0.0
    var sum = 0.0
    for direction in [1.0, -1] {
      var index = direction > 0 ? 0.0 : -1
      while true {
        let x = index * step
        let weight = exp(degreesOfFreedom * (x - expm1(2 * x) / 2))
        if weight < 1e-20 { break }
        weights += weight
        sum += weight * function(exp(x))
        index += direction
      }
    }
    return sum / weights
  }
}
