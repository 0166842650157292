import FlyingFox
import FoundationEssentials

extension HTTPResponse {
  static func html(_ status: HTTPStatusCode, _ text: String) -> HTTPResponse { .text(status, text, type: "text/html") }

  static func text(_ status: HTTPStatusCode, _ text: String, type: String = "text/plain") -> HTTPResponse {
    HTTPResponse(
      statusCode: status, headers: HTTPHeaders([.contentType: "\(type); charset=utf-8"]), body: Data(text.utf8))
  }

  static func moved(to place: String) -> HTTPResponse {
    HTTPResponse(statusCode: .seeOther, headers: HTTPHeaders([.location: place]))
  }
}
