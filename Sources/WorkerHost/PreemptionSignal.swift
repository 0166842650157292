import Glibc

/// Whether a signal means that a batch system takes the host, rather than that a person stops the worker.
enum PreemptionSignal {
  /// Variables of jobs of Slurm, PBS, LSF and Grid Engine, and of Kubernetes pods.
  private static let variables = ["SLURM_JOB_ID", "PBS_JOBID", "LSB_JOBID", "SGE_TASK_ID", "KUBERNETES_SERVICE_HOST"]

  /// SIGUSR1 and SIGUSR2 come only from batch systems. SIGTERM and SIGHUP count as theirs if the worker is a job of
  /// one.
  static func isMeant(by signal: Int32, in environment: [String: String]) -> Bool {
    switch signal {
    case SIGUSR1, SIGUSR2: true
    case SIGTERM, SIGHUP: variables.contains { environment[$0] != nil }
    default: false
    }
  }
}
