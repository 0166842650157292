import Experiments
import Trials

/// The tasks that the command line knows.
let experiments: [any Experiment] = ExperimentRegistry.all
