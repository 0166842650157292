import FlyingFox
import Foundation

@testable import Dashboard

extension HTTPRequest {
  /// A browser's request for `address`.
  static func get(_ address: String, _ headers: [HTTPHeader: String] = [:]) -> HTTPRequest {
    sample(.GET, address, headers, Data())
  }

  static func post(_ address: String, _ body: String) -> HTTPRequest { sample(.POST, address, [:], Data(body.utf8)) }

  private static func sample(
    _ method: HTTPMethod, _ address: String, _ headers: [HTTPHeader: String], _ body: Data
  ) -> HTTPRequest {
    let parts = address.split(separator: "?", maxSplits: 1).map(String.init)
    let all = [.host: "127.0.0.1:8570"].merging(headers) { $1 }
    return HTTPRequest(
      method: method, version: .http11, target: Target(path: parts[0], query: parts.count > 1 ? parts[1] : ""),
      headers: HTTPHeaders(all), body: HTTPBodySequence(data: body))
  }
}

extension DashboardHandler {
  /// The answer to a request for `address`: its status and its text.
  func text(_ address: String, _ headers: [HTTPHeader: String] = [:]) async throws -> (status: Int, text: String) {
    let response = await handleRequest(.get(address, headers))
    return (response.statusCode.code, String(decoding: try await response.bodyData, as: UTF8.self))
  }
}
