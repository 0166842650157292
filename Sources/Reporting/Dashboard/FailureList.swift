import Coordination
import Trials

/// The last attempts that ended without a result, cause by cause, each with the end of its log.
struct FailureList {
  private let failures: [FailureSnapshot]

  init(_ failures: [FailureSnapshot]) { self.failures = failures }

  var piece: LivePiece { .live(id: "failures", html: "<div id=\"failures\">\(html)</div>") }

  /// The list without the element around it.
  var html: String {
    guard !failures.isEmpty else { return "<p>No attempt ended without a result.</p>" }
    let byCause = Dictionary(grouping: failures, by: \.cause)
    let causes = FailureCause.allCases.filter { byCause[$0] != nil }
    let counts = causes.map { "<li class=\"bad\"><b>\(byCause[$0]!.count)</b> \(escaped($0.words))</li>" }
    let list = causes.flatMap { byCause[$0]! }.map { failure in
      let newest = failure.attempt == failures[0].attempt
      return """
        <details\(newest ? " open" : "")><summary>\(escaped(failure.cause.words)): \(escaped(failure.label)), attempt \
        \(failure.attempt.number) on \(escaped("\(failure.worker)")): \(escaped(failure.summary))</summary>
        <pre>\(escaped(failure.message))</pre></details>
        """
    }
    return """
      <ul class="counts">\(counts.joined())</ul>
      <p class="note">The last attempts that ended without a result. One that failed may have been made \
      good by a later one.</p>
      \(list.joined(separator: "\n"))
      """
  }
}
