public import ContentAddressing
public import Coordination
public import Digests
import OperatingSystem

extension TransferMessage {
  /// The answer to the request for the chunk of `file` at `offset`, read from `served`. Reads the disk.
  public init(answering file: Digest, offset: Int, from served: ServedFile) {
    guard let (bytes, byteCount) = try? served.read(from: offset, limit: FileChunk.limit) else {
      self = .absent(file)
      return
    }
    self = .chunk(FileChunk(file: file, offset: offset, fileByteCount: byteCount, bytes: bytes))
  }
}

extension IncomingFile {
  /// Writes a chunk whose bytes are those of its digest and come next; answers their number, and nil where they are not.
  public func take(_ chunk: FileChunk) -> Int? {
    guard chunk.isIntact, let isNext = try? append(chunk.bytes, at: chunk.offset), isNext else { return nil }
    return chunk.bytes.count
  }
}

extension WorkerFetches.Opening {
  /// Opens `file` in `store` for writing; says what came of it.
  public static func of(_ file: Digest, in store: ContentStore) -> (WorkerFetches.Opening, IncomingFile?) {
    do {
      switch try store.open(file) {
      case .present: return (.present, nil)
      case .busy: return (.busy, nil)
      case .incoming(let incoming): return (.ready(written: try incoming.byteCount()), incoming)
      }
    } catch {
      return (.failed(message: "\(error)"), nil)
    }
  }
}
