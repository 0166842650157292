/// The results accepted per second lately: over the last minute, or over the last 512 results if those took less time.
struct AcceptanceRate {
  private static let window = Duration.seconds(60)
  private static let limit = 512
  private var times: [Duration] = []

  mutating func note(_ now: Duration) {
    times.append(now)
    if times.count >= 2 * Self.limit { times.removeFirst(times.count - Self.limit) }
  }

  func perSecond(now: Duration) -> Double? {
    let recent = times.suffix(Self.limit).drop { now - $0 > Self.window }
    guard let first = recent.first, recent.count > 1, now > first else { return nil }
    return Double(recent.count) / ((now - first) / .seconds(1))
  }
}
