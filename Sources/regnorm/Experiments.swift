import Trials

/// Every task that this build can run.
let experiments: [any Experiment] = []
