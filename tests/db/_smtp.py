"""A real SMTP server for mail.c: _smtp.py PORT DIRECTORY. Prints its port.

What it answers stands in DIRECTORY/mode, read anew for each command: ok, 421
(greeting), 450 or 550 (recipient), 554 (message), drop (takes the message and
never answers), login (asks for user "shop" and password "secret"). Each mail
arrives as DIRECTORY/N.txt, taken apart by Python's own parser.
"""
import asyncio
import email
import email.policy
import os
import sys

from aiosmtpd.smtp import SMTP, AuthResult

port, directory = int(sys.argv[1]), sys.argv[2]


def mode():
    with open(os.path.join(directory, "mode"), encoding="ascii") as f:
        return f.read().strip()


def store(envelope):
    message = email.message_from_bytes(envelope.original_content, policy=email.policy.default)
    if message.defects or any(part.defects for part in message.walk()):
        return "554 5.6.0 broken: %r" % message.defects
    n = len([name for name in os.listdir(directory) if name.endswith(".txt")]) + 1
    lines = ["envelope %s > %s" % (envelope.mail_from, " ".join(envelope.rcpt_tos))]
    lines += ["%s: %s" % (name, message[name]) for name in ("From", "To", "Subject", "Message-ID", "Content-Language")]
    lines += [part.get_content_type() + "\n" + part.get_content().replace("\r\n", "\n") for part in message.iter_parts()]
    with open(os.path.join(directory, "%d.new" % n), "w", encoding="utf-8") as f:
        f.write("\n".join(lines))
    os.rename(os.path.join(directory, "%d.new" % n), os.path.join(directory, "%d.txt" % n))
    return "250 2.0.0 taken"


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if mode() in ("450", "550"):
            return {"450": "450 4.2.1 not now", "550": "550 5.1.1 nobody here"}[mode()]
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 fine"

    async def handle_DATA(self, server, session, envelope):
        if mode() == "554":
            return "554 5.7.1 not wanted"
        if mode() == "drop":
            store(envelope)
            server.transport.abort()
            return "250 never heard"
        return store(envelope)


class Server(SMTP):
    async def _handle_client(self):
        if mode() == "421":
            await self.push("421 4.3.2 not now")
            self.transport.close()
            return
        await super()._handle_client()


def right(server, session, envelope, mechanism, data):
    return AuthResult(success=(data.login, data.password) == (b"shop", b"secret"), handled=False)


def make():
    asks = mode() == "login"
    return Server(Handler(), hostname="sink.example", enable_SMTPUTF8=False, auth_require_tls=False,
                  auth_required=asks, authenticator=right)


async def main():
    server = await asyncio.get_running_loop().create_server(make, "127.0.0.1", port)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main())
