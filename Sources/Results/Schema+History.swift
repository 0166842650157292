/// A database's record of its own history, to compare with the file `transactions`.
extension Schema {
  static let history = """
    CREATE TABLE history (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      transactions INTEGER NOT NULL CHECK (transactions >= 0),
      isOpen INTEGER NOT NULL CHECK (isOpen IN (0, 1)), -- 1 while a process writes, and after one that was killed
      planDigest TEXT                                   -- of the plan and the trials' places; NULL: not adopted since
    ) STRICT;
    INSERT INTO history (id, transactions, isOpen) VALUES (1, 0, 0);
    """
}
