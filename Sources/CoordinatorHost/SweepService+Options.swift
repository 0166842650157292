public import ContentAddressing
public import Coordination
public import Digests

extension SweepService {
  /// How to serve a sweep.
  public struct Options: Sendable {
    /// The directory of the results, made if it is missing.
    public var directory: String
    /// Where workers connect.
    public var endpoint: String
    /// How many workers to keep alive on this host.
    public var localWorkers: Int
    /// The arguments that make this program a worker, without its address and spool.
    public var workerArguments: [String]
    /// The data files that workers may request.
    public var data: [Digest: ServedFile]
    /// The most bytes of all checkpoints together.
    public var checkpointLimit: Int
    /// The coordinator's configuration.
    public var configuration: CoordinatorConfiguration

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
