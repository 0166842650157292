import Dispatch
import Synchronization

extension RandomAccessCollection where Self: Sendable, Index == Int, Element: Sendable {
  /// What `transform` makes of every element, in order, computed on all processors at once.
  public func mapInParallel<Value: Sendable>(_ transform: @Sendable (Element) -> Value) -> [Value] {
    let partSize = Swift.max(1, count / 64)
    let parts = (count + partSize - 1) / partSize
    let made = Mutex([[Value]](repeating: [], count: parts))
    DispatchQueue.concurrentPerform(iterations: parts) { part in
      let start = startIndex + part * partSize
      let values = self[start..<Swift.min(start + partSize, endIndex)].map(transform)
      made.withLock { $0[part] = values }
    }
    return made.withLock { $0.flatMap(\.self) }
  }
}
