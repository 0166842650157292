extension WorkerMachine {
  /// The worker's relation to its coordinator. Each case holds only what it needs, so that contradictory states cannot
  /// be expressed.
  enum Life: Equatable {
    /// Takes trials.
    case working(Link)
    /// Takes no more trials, and waits at most until `until` for the last acknowledgements.
    case leaving(Link, Departure, until: Duration)
    /// Has said goodbye.
    case ended
  }

  /// The connection to the coordinator.
  enum Link: Equatable {
    /// No coordinator has welcomed the worker since it started, its coordinator fell silent, or asked for an
    /// introduction.
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

  /// Whether a coordinator has welcomed the worker and has not fallen silent.
  public var isJoined: Bool { if case .joined? = link { true } else { false } }

  var isWorking: Bool { if case .working = life { true } else { false } }

  /// Changes the connection of a worker that has not said goodbye.
  mutating func connect(_ link: Link) {
    switch life {
    case .working: life = .working(link)
    case .leaving(_, let reason, let until): life = .leaving(link, reason, until: until)
    case .ended: break
    }
  }
}
