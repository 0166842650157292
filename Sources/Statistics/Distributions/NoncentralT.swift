/// The distribution of (Z + shift) / S with Z standard normal and S² = χ²/ν independent of Z.
struct NoncentralT {
  let degreesOfFreedom: Double

  /// The probability of a value above `t`; increases with `shift`.
  func upperTail(_ t: Double, shift: Double) -> Double {
    ScaledChi(degreesOfFreedom: degreesOfFreedom).mean(steepness: max(abs(t), abs(shift))) {
      Normal.upperTail(t * $0 - shift)
    }
  }

  /// The interval of the shifts that `t` does not reject at `level`.
  func shifts(at level: Level, t: Double) -> Interval {
    Interval(lower: smallestShift(at: level, t: t), upper: -smallestShift(at: level, t: -t), level: level)
  }

  /// The shift under which a value above `t` has probability α/2.
  private func smallestShift(at level: Level, t: Double) -> Double {
    -whereFalling(passes: level.alpha / 2, above: -t, startingAt: max(1, abs(t)) - t, tolerance: 1e-12) {
      upperTail(t, shift: -$0)
    }
  }
}
