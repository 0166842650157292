import Glibc
import OperatingSystem

/// A TCP connection to a port of this host over which nothing is sent.
final class HalfOpenConnection {
  private let descriptor: Int32

  init(to port: UInt16) throws {
    descriptor = try SystemError.check(
      socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0), "open a socket")
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    // The connection may still be in progress, or be refused; both will do.
    _ = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
  }

  deinit { close(descriptor) }

  /// A port of this host at which nobody listens, like the next port.
  static func freePort() throws -> UInt16 {
    while true {
      let port = try bindOnce(to: 0)
      if port < .max, (try? bindOnce(to: port + 1)) != nil { return port }
    }
  }

  /// Binds a socket to `port` (0 for any) and closes it. Returns the port.
  private static func bindOnce(to port: UInt16) throws -> UInt16 {
    let descriptor = try SystemError.check(socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0), "open a socket")
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let code = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        bind(descriptor, pointer, length) == 0 ? getsockname(descriptor, pointer, &length) : -1
      }
    }
    _ = try SystemError.check(code, "bind a socket")
    return UInt16(bigEndian: address.sin_port)
  }
}
