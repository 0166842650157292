import Plans
import SharedCommands
import Trials

/// The task of a plan that was made from `experiments`.
func task(of plan: Plan) -> TaskDescription {
  do { return try experiments.experiment(named: plan.task).task } catch {
    preconditionFailure("the task of a plan is not among the tasks of the program: \(error)")
  }
}
