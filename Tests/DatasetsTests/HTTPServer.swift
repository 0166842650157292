import Foundation
import Glibc
import Synchronization

/// A server for one test, on 127.0.0.1 and a port of its own, that can misbehave on request.
final class HTTPServer: Sendable {
  /// The answer to a request.
  enum Answer {
    /// The bytes from the requested offset on.
    case serve([UInt8])
    /// Like `serve`, but the connection is closed after this many bytes.
    case cut([UInt8], after: Int)
    /// All bytes, whatever the requested offset.
    case ignoreRange([UInt8])
    case notFound
  }

  /// The address to which file names are appended.
  let url: String
  private let listener: Int32
  private let log = Mutex<[Int]>([])

  /// Serves until `stop`. `answer` gets the number of the request, from 0, and the requested offset.
  init(_ answer: @escaping @Sendable (_ request: Int, _ offset: Int) -> Answer) {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        precondition(bind(listener, $0, length) == 0 && listen(listener, 8) == 0, "no port for a test's server")
        getsockname(listener, $0, &length)
      }
    }
    self.listener = listener
    url = "http://127.0.0.1:\(UInt16(bigEndian: address.sin_port))/"
    Thread.detachNewThread { [self] in
      while true {
        let connection = accept(listener, nil, nil)
        guard connection >= 0 else { return }
        let offset = Self.requestedOffset(connection)
        let number = log.withLock { log in
          log.append(offset)
          return log.count - 1
        }
        Self.respond(answer(number, offset), offset: offset, on: connection)
        close(connection)
      }
    }
  }

  /// The offsets requested so far, in order.
  var offsets: [Int] { log.withLock { $0 } }

  func stop() {
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
  }

  private static func requestedOffset(_ connection: Int32) -> Int {
    var request: [UInt8] = []
    while !String(decoding: request, as: UTF8.self).contains("\r\n\r\n") {
      var chunk = [UInt8](repeating: 0, count: 4096)
      let length = read(connection, &chunk, chunk.count)
      guard length > 0 else { break }
      request += chunk[..<length]
    }
    let text = String(decoding: request, as: UTF8.self)
    return text.firstMatch(of: /Range: bytes=([0-9]+)-/).flatMap { Int($0.1) } ?? 0
  }

  private static func respond(_ answer: Answer, offset: Int, on connection: Int32) {
    var body: ArraySlice<UInt8> = []
    var status = offset > 0 ? "206 Partial Content" : "200 OK"
    var announced = 0
    switch answer {
    case .serve(let bytes), .cut(let bytes, _):
      body = bytes.dropFirst(offset)
      if body.isEmpty && offset > 0 { status = "416 Range Not Satisfiable" }
      announced = body.count
      if case .cut(_, let length) = answer { body = body.prefix(length) }
    case .ignoreRange(let bytes):
      status = "200 OK"
      body = bytes[...]
      announced = body.count
    case .notFound:
      status = "404 Not Found"
    }
    var head = "HTTP/1.1 \(status)\r\nContent-Length: \(announced)\r\nConnection: close\r\n"
    if status.hasPrefix("206") {
      head += "Content-Range: bytes \(offset)-\(offset + announced - 1)/\(offset + announced)\r\n"
    }
    for bytes in [Array((head + "\r\n").utf8), Array(body)] {
      var sent = 0
      while sent < bytes.count {
        let length = send(connection, Array(bytes[sent...]), bytes.count - sent, Int32(MSG_NOSIGNAL))
        guard length > 0 else { return }
        sent += length
      }
    }
  }
}
