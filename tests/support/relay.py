"""Reaches a server that is alone in its network, through a socket file. Two processes, which end with their input:

`relay.py inside <socket file> <port> <command...>` runs the server and passes on to its port;
`relay.py outside <socket file> <port>` listens on a port of loopback and passes on to the file.
It runs apart, and imports nothing of ours.
"""

from __future__ import annotations

import asyncio
import fcntl
import os
import socket
import struct
import subprocess
import sys
from collections.abc import Awaitable, Callable

SIOCSIFFLAGS = 0x8914
IFF_UP = 0x1

Ends = tuple[asyncio.StreamReader, asyncio.StreamWriter]
Connect = Callable[[], Awaitable[Ends]]
Accept = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


def raise_loopback() -> None:
    """A new network has a loopback interface, but it is down."""
    with socket.socket() as any_socket:
        fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack("16sH14x", b"lo", IFF_UP))


async def copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Until one side ends."""
    try:
        while read := await reader.read(65_536):
            writer.write(read)
            await writer.drain()
    except OSError:
        pass
    finally:
        writer.close()


def passing_on(connect: Connect) -> Accept:
    """What is done with a connection: it becomes one to the other side, or ends when there is none."""

    async def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            other_reader, other_writer = await connect()
        except OSError:
            writer.close()
            return
        await asyncio.gather(copy(reader, other_writer), copy(other_reader, writer))

    return accept


async def main(side: str, door: str, port: int) -> None:
    """Passes on until the input ends."""
    if side == "inside":
        await asyncio.start_unix_server(passing_on(lambda: asyncio.open_connection("127.0.0.1", port)), door)
    else:
        await asyncio.start_server(passing_on(lambda: asyncio.open_unix_connection(door)), "127.0.0.1", port)
    await asyncio.to_thread(os.read, 0, 1)


if __name__ == "__main__":
    if sys.argv[1] == "inside":
        raise_loopback()
        subprocess.Popen(sys.argv[4:], stdin=subprocess.DEVNULL)
    asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3])))
