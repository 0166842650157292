/// A rate in the largest unit in which it is at least one: `1.25 trials/s`, `3.20 trials/min`, `0.40 trials/h`.
func rateText(_ perSecond: Double) -> String {
  let (rate, unit) =
    perSecond >= 1 ? (perSecond, "s") : perSecond * 60 >= 1 ? (perSecond * 60, "min") : (perSecond * 3600, "h")
  return "\(fixed(rate, decimals: 2)) trials/\(unit)"
}

/// A duration in its one or two largest units: `45 s`, `3 min`, `2 h 5 min`, `3 d 4 h`.
func durationText(_ seconds: Double) -> String {
  guard seconds.isFinite, seconds < 1e9 else { return "more than 30 years" }
  let whole = Int(max(0, seconds).rounded(.up))
  let minutes = (whole + 59) / 60
  switch whole {
  case ..<90: return "\(whole) s"
  case ..<5400: return "\(minutes) min"
  case ..<172_800: return "\(minutes / 60) h \(minutes % 60) min"
  default: return "\(minutes / 1440) d \(minutes % 1440 / 60) h"
  }
}
