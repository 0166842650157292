import Foundation
import Plans
import Testing

/// `limits` of a sweep file.
@Suite struct LimitsTests {
  private let good = "task: imbalanced-mnist\nseeds: 2\nfixed: {semantics: corrected}\ngrid: {rareClasses: [0, 7]}\n"

  @Test func whatIsNotStatedIsTheUsual() throws {
    #expect(try plan(good).limits == AttemptLimits())
    #expect(AttemptLimits().stallSeconds == nil, "no trial is ended for standing still unless that is asked for")
    #expect(
      try plan(good + "limits: {stallSeconds: 600, crashes: 7, outOfMemory: 1}").limits
        == AttemptLimits(stallSeconds: 600, crashes: 7, outOfMemory: 1))
  }

  @Test(arguments: [
    ("{crash: 3}", "limits.crash: is no key of limits"), ("{crashes: 0}", "limits.crashes: 0 is no number of attempts"),
    ("{stallSeconds: soon}", "limits.stallSeconds: soon is no time"), ("{errors: [1]}", "limits.errors: a list"),
    ("3", "limits: 3 is no mapping"),
  ])
  func aLimitThatIsNoneIsRefusedWithItsLineAndKey(limits: String, expected: String) {
    let found = errors(good + "limits: \(limits)")
    #expect(found.count == 1 && found[0].hasPrefix("sweep.yaml:5: \(expected)"), "\(found)")
  }

  @Test func limitsAreNoPartOfATrialAndAPlanWithoutThemIsReadWithTheUsual() throws {
    let limited = try plan(good + "limits: {errors: 4}")
    #expect(try plan(good).trials == limited.trials)
    #expect(try JSONDecoder().decode(Plan.self, from: JSONEncoder().encode(limited)).limits.errors == 4)
    var object = try #require(JSONSerialization.jsonObject(with: JSONEncoder().encode(limited)) as? [String: Any])
    object["limits"] = nil
    let old = try JSONDecoder().decode(Plan.self, from: JSONSerialization.data(withJSONObject: object))
    #expect(old.limits == AttemptLimits() && old.trials == limited.trials)
  }
}
