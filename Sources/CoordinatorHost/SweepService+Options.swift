public import ContentAddressing
public import Coordination
public import Digests

extension SweepService {
  /// What a sweep is to be served with.
  public struct Options: Sendable {
    /// The directory of the results, created where it is missing.
    public var directory: String
    /// Where workers connect.
    public var endpoint: String
    /// How many workers to keep alive on this host.
    public var localWorkers: Int
    /// The arguments that make this program a worker, without the endpoint and the directory of its spool.
    public var workerArguments: [String]
    /// The data files that workers may ask for.
    public var data: [Digest: ServedFile]
    /// The most bytes of all checkpoints together.
    public var checkpointLimit: Int
    /// Rhythm, budgets, version.
    public var configuration: CoordinatorConfiguration

    /// Options.
    public init(
      directory: String, endpoint: String, localWorkers: Int = 0, workerArguments: [String] = [],
      data: [Digest: ServedFile], checkpointLimit: Int,
      configuration: CoordinatorConfiguration
    ) {
      self.directory = directory
      self.endpoint = endpoint
      self.localWorkers = localWorkers
      self.workerArguments = workerArguments
      self.data = data
      self.checkpointLimit = checkpointLimit
      self.configuration = configuration
    }
  }
}
