"""Mail: out over SMTP, in as raw messages or from an IMAP mailbox."""
