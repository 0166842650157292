/// A text that is not a coordinator's address. Each case has the text.
public enum InvalidAddress: Error, Equatable, CustomStringConvertible {
  case scheme(String)
  case port(String)
  case withoutKey(String)
  case key(String)
  case abstract(String)

  /// What is wrong and what is expected.
  public var description: String {
    switch self {
    case .scheme(let text): "\(text) is no address of a coordinator: expected tcp://HOST:PORT#KEY or ipc://PATH"
    case .port(let text): "\(text) needs a port from 1 to 65534: expected tcp://HOST:PORT#KEY"
    case .withoutKey(let text):
      "\(text) lacks the coordinator's key: copy the whole address that the coordinator prints, \(text)#KEY, in quotes "
        + "where your shell needs them"
    case .abstract(let text):
      "\(text) is no file, so that every user of this host reaches it: expected ipc://PATH with the path of a file"
    case .key(let text): "\(text) ends with no key: copy all 43 characters behind the #"
    }
  }
}
