public import Coordination
public import Digests
import FoundationEssentials
import Glibc
import OperatingSystem

extension Provenance {
  /// The provenance of this process's results. Reads the whole executable for its digest.
  ///
  /// - Parameters:
  ///   - version: The version of regnorm.
  ///   - kernels: The name of the kernels' instruction set on this host.
  public static func ofThisProcess(version: String, kernels: String) throws -> Provenance {
    Provenance(
      host: hostName(), processor: processorName(), system: systemName(), version: version,
      build: try executableDigest(), kernels: kernels)
  }

  private static func processorName() -> String {
    let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix("model name") }
    guard let name = line?.split(separator: ":", maxSplits: 1).last else { return "unknown" }
    return String(name.drop { $0 == " " })
  }

  private static func systemName() -> String {
    let kernel = (try? String(contentsOfFile: "/proc/sys/kernel/osrelease", encoding: .utf8)) ?? "unknown\n"
    return "Linux \(kernel.split(separator: "\n").first ?? "unknown")"
  }

  /// The digest of the executable that this process runs.
  public static func executableDigest() throws -> Digest {
    let program = try FileDescriptor("/proc/self/exe")
    var hash = SHA256()
    while let bytes = try program.read(limit: 1 << 20) { bytes.withUnsafeBytes { hash.update($0) } }
    return hash.finalize()
  }
}

extension WorkerIdentifier {
  /// A new identity for a worker in this process: the worker's name, process number and random digits.
  public static func ofThisProcess(_ name: WorkerName) -> WorkerIdentifier {
    WorkerIdentifier(name: name, process: getpid(), digits: .random(in: .min ... .max))
  }
}

extension WorkerName {
  /// The name of a worker that nobody named: its host's.
  public static var ofThisHost: WorkerName { WorkerName(host: hostName()) }
}
