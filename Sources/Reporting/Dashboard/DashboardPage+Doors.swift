extension DashboardPage {
  /// The form that asks for the token.
  public static func login(isWrong: Bool) -> String {
    plain(
      title: "regnorm: token",
      body: """
        <h1>Token</h1>
        \(isWrong ? "<p>That is not the token.</p>" : "")
        <form method="post" action="/login">
        <label>The token that the dashboard's command printed <input type="password" name="token" autofocus required></label>
        <button>Show the dashboard</button>
        </form>
        """)
  }

  /// What is shown of a directory that cannot be read yet; the page asks again by itself.
  public static func waiting(reason: String) -> String {
    plain(
      title: "regnorm: waiting", head: #"<meta http-equiv="refresh" content="2">"#,
      body: "<h1>Nothing to show yet</h1>\n<p>\(escaped(reason))</p>")
  }

  private static func plain(title: String, head: String = "", body: String) -> String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>\(title)</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/style.css">
    \(head)
    </head>
    <body>
    \(body)
    </body>
    </html>

    """
  }
}
