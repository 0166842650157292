import Glibc

/// Whether a signal means that a batch system takes the host away, and not that a person stops the worker.
enum PreemptionSignal {
  /// Jobs of Slurm, PBS, LSF and Grid Engine, and pods of Kubernetes, have these variables.
  private static let variables = ["SLURM_JOB_ID", "PBS_JOBID", "LSB_JOBID", "SGE_TASK_ID", "KUBERNETES_SERVICE_HOST"]

  /// SIGUSR1 and SIGUSR2 come from batch systems only; SIGTERM and SIGHUP do where the worker is a job of one.
  static func isMeant(by signal: Int32, in environment: [String: String]) -> Bool {
    switch signal {
    case SIGUSR1, SIGUSR2: true
    case SIGTERM, SIGHUP: variables.contains { environment[$0] != nil }
    default: false
    }
  }
}
