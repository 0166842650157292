extension WorkerMachine {
  /// Where the worker stands with its coordinator. Each case holds what only this case needs, so that no worker is refused
  /// and connected, or leaves twice.
  enum Life: Equatable {
    /// Takes trials.
    case working(Link)
    /// Takes no more trials, and waits until what it said last is acknowledged, but no longer than `until`.
    case leaving(Link, Departure, until: Duration)
    /// Said goodbye; nothing follows.
    case ended
  }

  /// The connection to the coordinator.
  enum Link: Equatable {
    /// No coordinator has welcomed the worker since it started, or since its coordinator fell silent.
    case joining(lastHello: Duration)
    /// A coordinator has welcomed the worker.
    case joined(lastHeartbeat: Duration)
  }

  /// The connection; nil once the worker has said goodbye.
  var link: Link? {
    switch life {
    case .working(let link), .leaving(let link, _, _): link
    case .ended: nil
    }
  }

  /// Whether a coordinator has welcomed the worker and is heard.
  public var isJoined: Bool { if case .joined? = link { true } else { false } }

  var isWorking: Bool { if case .working = life { true } else { false } }

  /// Changes the connection, and nothing where there is none any more.
  mutating func connect(_ link: Link) {
    switch life {
    case .working: life = .working(link)
    case .leaving(_, let reason, let until): life = .leaving(link, reason, until: until)
    case .ended: break
    }
  }
}
