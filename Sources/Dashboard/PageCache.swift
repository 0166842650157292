import Reporting
import Synchronization

/// The views that were asked for lately.
final class PageCache: Sendable {
  private struct Contents {
    var keepers: [DashboardQuery: PageKeeper] = [:]
    /// The queries, the one that was asked for longest ago first.
    var order: [DashboardQuery] = []
  }

  private static let limit = 64
  private let contents = Mutex(Contents())

  /// The keeper of the view.
  func keeper(of query: DashboardQuery) -> PageKeeper {
    contents.withLock { contents in
      contents.order.removeAll { $0 == query }
      contents.order.append(query)
      if let keeper = contents.keepers[query] { return keeper }
      if contents.order.count > Self.limit { contents.keepers[contents.order.removeFirst()] = nil }
      let keeper = PageKeeper(query)
      contents.keepers[query] = keeper
      return keeper
    }
  }
}
