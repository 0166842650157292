import CBox2D
import Environments
import LunarLander
import Tensors

/// A body's motion in the order of the fixture.
func numbers(_ body: regnorm_lander_body) -> [Float] {
  [body.x, body.y, body.velocity_x, body.velocity_y, body.angle, body.angular_velocity]
}

/// A recorded flight that is flown again, with idle engines after the recorded actions until the episode ends.
struct Flight {
  /// The observations after the reset and after every step.
  var observations: [[Float]] = []
  var outcomes: [StepOutcome] = []
  var joints: [[Float]] = []
  var firstContact: Int?
  var end = "in the air"

  var length: Int { outcomes.count }

  init(_ recorded: RecordedFlight, in lander: LunarLander, upTo limit: Int = .max) {
    let block = Block(.float32, count: 8)
    let observation = block.floats
    var span = observation.mutableSpan
    func pair(_ numbers: [Double]) -> (Double, Double) { (numbers[0], numbers[1]) }
    lander.begin(
      LunarLanderTerrain(raw: recorded.terrain_raw), push: (recorded.initial_force[0], recorded.initial_force[1]),
      dispersion: pair(recorded.reset.dispersion_uniform), into: &span)
    observations.append(Array(observation))
    var step = 0
    while step < limit, outcomes.last?.ended != true {
      let isRecorded = step < recorded.length
      let dispersion = isRecorded ? pair(recorded.dispersion_uniform[step]) : (0, 0)
      outcomes.append(lander.step(isRecorded ? recorded.actions[step] : 0, dispersion: dispersion, into: &span))
      observations.append(Array(observation))
      let now = lander.reading
      joints.append([now.leg0.joint_angle, now.leg1.joint_angle])
      let touches = now.leg0.touches_ground || now.leg1.touches_ground || now.hull_touched_ground
      if touches && firstContact == nil { firstContact = step }
      if outcomes.last?.terminated == true {
        end = !now.awake ? "asleep" : now.hull_touched_ground ? "crash" : "out"
      }
      step += 1
    }
  }
}
