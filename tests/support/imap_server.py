"""A small IMAP server on loopback: one user, one folder, the commands that fetching unread mail needs (RFC 3501)."""

import re
import socketserver
import threading
from dataclasses import dataclass, field


@dataclass
class Folder:
    """What lies in the mailbox."""

    mails: dict[int, bytes] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)
    fetched: list[int] = field(default_factory=list)
    password: str = "p@ss"


class _Handler(socketserver.StreamRequestHandler):
    server: "ImapServer"

    def handle(self) -> None:
        self._say("* OK ready")
        while line := self.rfile.readline():
            tag, _, command = line.decode().strip().partition(" ")
            if not self._answer(tag, command):
                return

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def _answer(self, tag: str, command: str) -> bool:
        verb = command.split(maxsplit=1)[0].upper()
        if verb == "UID":
            self._uid(command.split(maxsplit=3)[1:])
        elif verb == "CAPABILITY":
            self._say("* CAPABILITY IMAP4rev1")
        elif verb == "SELECT":
            self._say(f"* {len(self.server.folder.mails)} EXISTS")
        elif verb == "LOGIN" and f'"{self.server.folder.password}"' not in command:
            self._say(f"{tag} NO wrong password")
            return True
        elif verb == "LOGOUT":
            self._say("* BYE")
        self._say(f"{tag} OK done")
        return verb != "LOGOUT"

    def _uid(self, words: list[str]) -> None:
        folder = self.server.folder
        if words[0] == "SEARCH":
            unseen = [str(uid) for uid in sorted(folder.mails) if uid not in folder.seen]
            self._say(f"* SEARCH {' '.join(unseen)}".rstrip())
            return
        uid = int(words[1])
        if words[0] == "STORE":
            folder.seen.add(uid)
        elif "SIZE" in words[2]:
            self._say(f"* {uid} FETCH (UID {uid} RFC822.SIZE {len(folder.mails[uid])})")
        else:
            assert re.search(r"BODY\.PEEK\[\]", words[2])
            folder.fetched.append(uid)
            raw = folder.mails[uid]
            self.wfile.write(f"* {uid} FETCH (UID {uid} BODY[] {{{len(raw)}}}\r\n".encode() + raw + b")\r\n")


class ImapServer(socketserver.ThreadingTCPServer):
    """Serve one folder on a free port until closed."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.folder = Folder()
        self.port = int(self.server_address[1])
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def close(self) -> None:
        """Stop serving."""
        self.shutdown()
        self.server_close()
