import Messaging
import OperatingSystem
import Testing

@testable import CoordinatorHost

@Suite struct EndpointTests {
  @Test func whoListensEverywhereIsReachedByNameWithTheSameKey() {
    let (host, key) = (hostName(), KeyPair.generate().publicKey)
    for (bound, reachable) in [
      ("tcp://0.0.0.0:5555", "tcp://\(host):5555"), ("tcp://[::]:5555", "tcp://\(host):5555"),
      ("tcp://10.0.0.1:5555", "tcp://10.0.0.1:5555"),
    ] {
      let address = CoordinatorAddress(endpoint: bound, key: key)
      #expect(SweepService.reachable(address).description == "\(reachable)#\(key)")
    }
  }
}
