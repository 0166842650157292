import CBox2D
import Environments
import Foundation
import LunarLander
import TestSupport
import Testing

/// Flights recorded with Box2D 2.3.0, compared within every entry of `tolerance.box2d_2_4_1`.
@Suite struct LunarLanderFixtureTests {
  private func tolerance() throws -> LunarLanderFixture.Tolerance {
    try LunarLanderFixture.file.get().tolerance.box2d_2_4_1
  }

  @Test(arguments: try LunarLanderFixture.file.get().episodes.all)
  func theGroundIsTheRecordedOne(_ fixture: FixtureCase<RecordedFlight>) throws {
    let recorded = try fixture.contents()
    let terrain = LunarLanderTerrain(raw: recorded.terrain_raw)
    #expect(terrain.x == recorded.chunk_x)
    #expect(terrain.y == recorded.terrain_smooth)
  }

  @Test(arguments: try LunarLanderFixture.file.get().episodes.all)
  func theResetIsTheRecordedOne(_ fixture: FixtureCase<RecordedFlight>) throws {
    let recorded = try fixture.contents()
    let lander = LunarLander(stepLimit: 1000)
    let flight = Flight(recorded, in: lander, upTo: 0)
    for (element, allowed) in try tolerance().observation_abs_before_contact.enumerated() {
      Tolerance(absolute: allowed).expect(
        [flight.observations[0][element]], near: [recorded.reset.observation[element]], "element \(element)")
    }
    let bodies = [
      ("hull", lander.reading.hull, recorded.reset.lander),
      ("leg 0", lander.reading.leg0.body, recorded.reset.leg_left),
      ("leg 1", lander.reading.leg1.body, recorded.reset.leg_right),
    ]
    // The legs reach their limits in this step, and the two libraries solve limits differently.
    for (name, got, want) in bodies { Tolerance(absolute: 0.02).expect(numbers(got), near: want, name) }
    Tolerance(absolute: try tolerance().reward_abs_before_contact).expect(
      [try #require(lander.score)], near: [recorded.reset.shaping], "score")
  }

  @Test(arguments: try LunarLanderFixture.file.get().episodes.all)
  func upToTheFirstContactEveryStepIsTheRecordedOne(_ fixture: FixtureCase<RecordedFlight>) throws {
    let recorded = try fixture.contents()
    let tolerance = try tolerance()
    let flight = Flight(recorded, in: LunarLander(stepLimit: 1000))
    let contact = recorded.first_contact_step ?? recorded.length
    for step in 0..<min(contact, flight.length - 1, recorded.length) {
      let (got, want) = (flight.observations[step + 1], recorded.observations[step])
      if step < 20 {
        Tolerance(absolute: tolerance.observation_abs_first_20_steps).expect(got, near: want, "step \(step)")
      }
      for (element, allowed) in tolerance.observation_abs_before_contact.enumerated() {
        Tolerance(absolute: allowed).expect([got[element]], near: [want[element]], "step \(step), element \(element)")
      }
      Tolerance(absolute: tolerance.joint_angle_abs_before_contact).expect(
        flight.joints[step], near: recorded.joint_angles[step], "joints at step \(step)")
      Tolerance(absolute: tolerance.reward_abs_before_contact).expect(
        [flight.outcomes[step].reward], near: [recorded.rewards[step]], "reward of step \(step)")
    }
  }

  @Test(arguments: try LunarLanderFixture.file.get().episodes.all)
  func theFirstContactComesWhenRecorded(_ fixture: FixtureCase<RecordedFlight>) throws {
    let recorded = try fixture.contents()
    let flight = Flight(recorded, in: LunarLander(stepLimit: 1000))
    switch (flight.firstContact, recorded.first_contact_step) {
    case (nil, nil): break
    case (let got?, let want?): #expect(abs(got - want) <= (try tolerance().first_contact_step_abs))
    case (let got, let want):
      Issue.record("first contact at step \(String(describing: got)), recorded \(String(describing: want))")
    }
  }

  @Test(arguments: try LunarLanderFixture.file.get().episodes.all)
  func theFlightEndsAsRecorded(_ fixture: FixtureCase<RecordedFlight>) throws {
    let recorded = try fixture.contents()
    let tolerance = try tolerance()
    let flight = Flight(recorded, in: LunarLander(stepLimit: 1000))
    #expect(flight.end == recorded.outcome)
    #expect(flight.outcomes.last?.truncated == false)
    let late = flight.length - recorded.length
    if recorded.outcome == "asleep" {
      #expect(late <= tolerance.end_step_late_max_asleep && late >= -tolerance.end_step_abs_crash_or_out)
    } else {
      #expect(abs(late) <= tolerance.end_step_abs_crash_or_out)
    }
    let total = flight.outcomes.reduce(0) { $0 + $1.reward }
    #expect(abs(total - recorded.return) <= tolerance.return_abs, "\(total), recorded \(recorded.return)")
  }
}
