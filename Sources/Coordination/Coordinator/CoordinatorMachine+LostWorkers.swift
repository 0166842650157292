/// Declaring workers lost.
extension CoordinatorMachine {
  /// Declares workers lost that were silent for the lease timeout (`LinkTiming.leaseTimeout`). Their trials wait again.
  mutating func declareLostWorkers(now: Duration) {
    for member in members.values.filter({ $0.leasesEnd <= now }).sorted(by: { $0.identifier < $1.identifier }) {
      effects.notices.append(.workerLost(member.identifier, leases: member.leases.count))
      release(member.identifier, cause: .workerLost, message: "the worker fell silent", now: now)
    }
  }

  /// The process `process` of `host` has ended. Its workers' trials wait again at once. `ending` says how the process
  /// ended.
  public mutating func processEnded(_ process: Int32, on host: String, ending: String, now: Duration) {
    for worker in members.keys.filter({ $0.process == process && members[$0]?.host == host }).sorted() {
      effects.notices.append(.workerDied(worker, ending: ending, leases: members[worker]?.leases.count ?? 0))
      release(worker, cause: .workerLost, message: "the worker \(ending)", now: now)
    }
  }

  /// The coordinator did not run for `duration` and could not hear workers. Everything that it waits for may take as much
  /// longer. Must be called before what arrived meanwhile is received.
  public mutating func wasAway(for duration: Duration) {
    for worker in members.keys {
      members[worker]?.leasesEnd += duration
      for place in members[worker]?.leases.keys.map({ $0 }) ?? [] {
        members[worker]?.leases[place]?.postpone(by: duration)
      }
    }
    for host in hosts.keys { hosts[host]?.postpone(by: duration) }
  }
}
