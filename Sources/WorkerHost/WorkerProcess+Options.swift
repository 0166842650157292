public import Coordination
import Digests
import FoundationEssentials
import Glibc
public import Messaging
import Processes

extension WorkerProcess {
  /// What a worker can be told.
  public struct Options: Sendable {
    /// Where the coordinator listens.
    public var coordinator: CoordinatorAddress
    /// The worker's name and keys; nil for a coordinator over `ipc`, which has no keys.
    public var access: AccessFile?
    /// How many trials run at once.
    public var slots: Int
    /// Where finished results are kept until they are acknowledged.
    public var spool: String
    /// The arguments that make this program a slot's process.
    public var slotArguments: [String]
    /// How long the worker waits for a coordinator that it does not hear.
    public var patience: WorkerMachine.Patience
    /// Whether the worker drains when its standard input ends, as one does that another process started for itself.
    public var endsWithInput: Bool

    /// Options; by default results are kept in the system's directory for temporary files, apart for every endpoint,
    /// because another sweep's coordinator would not know them.
    public init(
      coordinator: CoordinatorAddress, access: AccessFile? = nil, slots: Int, spool: String? = nil,
      slotArguments: [String] = ["slot"],
      patience: WorkerMachine.Patience = WorkerMachine.Patience(), endsWithInput: Bool = false
    ) {
      self.coordinator = coordinator
      self.access = access
      self.slots = slots
      self.spool = spool ?? Self.usualSpool(for: coordinator)
      self.slotArguments = slotArguments
      self.patience = patience
      self.endsWithInput = endsWithInput
    }

    /// Where results are kept for a coordinator where nobody says where.
    public static func usualSpool(for coordinator: CoordinatorAddress) -> String {
      FileManager.default.temporaryDirectory.appending(path: "regnorm-spool-\(getuid())")
        .appending(path: String(SHA256.hash(coordinator.endpoint.utf8).description.prefix(16))).path
    }

    var name: WorkerName { access?.name ?? .ofThisHost }
  }
}
