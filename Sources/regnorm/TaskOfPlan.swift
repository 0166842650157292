import Plans
import SharedCommands
import Trials

/// The vocabulary of a plan that was made from `experiments`.
func task(of plan: Plan) -> TaskDescription {
  guard let task = experiments.lazy.map(\.task).first(where: { $0.name == plan.task }) else {
    preconditionFailure("a plan was made of \(plan.task), which is not among the tasks it was made from")
  }
  return task
}
