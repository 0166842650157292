import CSodium

/// Keys and tokens as text: base64url without padding (RFC 4648, section 5), which needs no quoting in shells,
/// addresses and file names. ZeroMQ's own form, Z85, has `#`, `$`, `&`, `<` and `>`.
public enum KeyText {
  public static func encode(_ bytes: [UInt8]) -> String {
    var text = [CChar](repeating: 0, count: sodium_base64_encoded_len(bytes.count, variant))
    sodium_bin2base64(&text, text.count, bytes, bytes.count, variant)
    return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// Decodes exactly `count` bytes; nil if `text` is not their text.
  public static func decode(_ text: String, count: Int) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    var decoded = 0
    guard
      sodium_base642bin(&bytes, count, text, text.utf8.count, nil, &decoded, nil, variant) == 0, decoded == count
    else { return nil }
    return bytes
  }

  private static let variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING
}
