import ContentAddressing
import Datasets
import Digests
import Trials
import WorkerHost

/// The data files of this host, as the environment names their folders.
struct InstalledData: HostData {
  let received = DataFolders.received()
  private let transfer = DataTransfer(.fromEnvironment())

  func missing(_ data: DataReference) -> [Digest] { transfer.missing(data.sha256) }
}
