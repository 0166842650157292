import Experiments
public import Trials

/// The tasks that the programs know.
public let experiments: [any Experiment] = ExperimentRegistry.all
