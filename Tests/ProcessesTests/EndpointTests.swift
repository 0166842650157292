import OperatingSystem
import Testing

@testable import CoordinatorHost

@Suite struct EndpointTests {
  @Test func whoListensEverywhereIsReachedByName() {
    let host = hostName()
    #expect(SweepService.address(of: "tcp://0.0.0.0:5555") == "tcp://\(host):5555")
    #expect(SweepService.address(of: "tcp://[::]:5555") == "tcp://\(host):5555")
    #expect(SweepService.address(of: "tcp://10.0.0.1:5555") == "tcp://10.0.0.1:5555")
  }
}
