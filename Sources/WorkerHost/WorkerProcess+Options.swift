public import Coordination
import Digests
import FoundationEssentials
import Glibc
public import Messaging
import Processes

extension WorkerProcess {
  /// A worker's options.
  public struct Options: Sendable {
    /// Where the coordinator may listen, tried in turn. At least one.
    public var addresses: [CoordinatorAddress]
    /// The worker's name and keys; nil for a coordinator over `ipc`, which has no keys.
    public var access: AccessFile?
    /// How many trials run at once.
    public var slots: Int
    /// Where finished results are kept until they are acknowledged.
    public var spool: String
    /// The arguments that make this program a slot's process.
    public var slotArguments: [String]
    /// How long the worker waits for a silent coordinator.
    public var patience: WorkerMachine.Patience
    /// The data files of this host.
    public var data: any HostData
    /// The least training time between two checkpoints of a trial.
    public var checkpointInterval: Duration
    /// How long a worker that is asked to stop waits until the coordinator has its trials' last checkpoints.
    public var lastCheckpointTime: Duration
    /// Whether the worker drains when its standard input ends, for workers that another process started for itself.
    public var endsWithInput: Bool

    /// The addresses for people.
    var addressText: String { addresses.map(\.endpoint).joined(separator: " or ") }

    /// By default results are kept in the system's temporary directory, separately for every coordinator, because
    /// another sweep's coordinator would not know them.
    public init(
      addresses: [CoordinatorAddress], access: AccessFile? = nil, slots: Int, spool: String? = nil,
      slotArguments: [String] = ["slot"], patience: WorkerMachine.Patience = WorkerMachine.Patience(),
      data: any HostData, checkpointInterval: Duration = .seconds(30), lastCheckpointTime: Duration = .seconds(20),
      endsWithInput: Bool = false
    ) {
      self.addresses = addresses
      self.access = access
      self.slots = slots
      self.spool = spool ?? Self.usualSpool(for: addresses)
      self.slotArguments = slotArguments
      self.patience = patience
      self.data = data
      self.checkpointInterval = checkpointInterval
      self.lastCheckpointTime = lastCheckpointTime
      self.endsWithInput = endsWithInput
    }

    /// The default spool for a coordinator's addresses.
    public static func usualSpool(for addresses: [CoordinatorAddress]) -> String {
      FileManager.default.temporaryDirectory.appending(path: "regnorm-spool-\(getuid())")
        .appending(
          path: String(SHA256.hash(addresses.map(\.endpoint).joined(separator: " ").utf8).description.prefix(16))
        ).path
    }

    var name: WorkerName { access?.name ?? .ofThisHost }
  }
}
