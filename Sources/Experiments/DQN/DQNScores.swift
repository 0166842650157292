/// The scores of a learning curve of returns.
struct DQNScores {
  /// The mean return of the last 50 episodes, or of all if fewer.
  let score: Double
  /// The largest mean return of 100 episodes in a row, or of all if fewer.
  let bestAverage: Double
  /// The first episode, from 1, with which the mean return of 100 reached the threshold; nil if none did.
  let solvedAt: Int?

  init(_ returns: [Double], solvedReturn: Double) {
    func mean(_ values: ArraySlice<Double>) -> Double { values.reduce(0, +) / Double(values.count) }
    score = mean(returns.suffix(50))
    let window = 100
    guard returns.count >= window else {
      (bestAverage, solvedAt) = (mean(returns[...]), nil)
      return
    }
    let averages = (window...returns.count).map { mean(returns[$0 - window..<$0]) }
    bestAverage = averages.max()!
    solvedAt = averages.firstIndex { $0 >= solvedReturn }.map { $0 + window }
  }
}
