import Plans
import SharedCommands
import Trials

/// The vocabulary of a plan that was made from `experiments`.
func task(of plan: Plan) -> TaskDescription {
  do { return try experiments.experiment(named: plan.task).task } catch {
    preconditionFailure("a plan was made of a task that is not among the tasks it was made from: \(error)")
  }
}
