"""Addresses where no Kafka broker is, each in its own way: context managers that give a Peer."""

import contextlib
import socket
import threading
from typing import NamedTuple


class Peer(NamedTuple):
    address: str  # host:port
    accepted: list  # the connections that came


@contextlib.contextmanager
def nobody():
    """A port that refuses connections; bound, so that nobody else takes it meanwhile."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        yield Peer("127.0.0.1:%d" % bound.getsockname()[1], [])


@contextlib.contextmanager
def _server(serve):
    listener = socket.create_server(("127.0.0.1", 0))
    accepted = []

    def accept():
        with contextlib.suppress(OSError):
            while True:
                peer, _ = listener.accept()
                accepted.append(peer)
                serve(peer)

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    try:
        yield Peer("127.0.0.1:%d" % listener.getsockname()[1], accepted)
    finally:
        # Closing alone would not wake the thread in accept().
        with contextlib.suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        for peer in accepted:
            peer.close()
        thread.join(5)


def silent():
    """Accepts connections and never says a word."""
    return _server(lambda peer: None)


def hanging_up():
    """Closes every connection as soon as something was sent, as a TLS port may."""

    def serve(peer):
        peer.recv(4096)
        peer.close()

    return _server(serve)


def web_server():
    """Answers whatever comes as a web server would."""

    def serve(peer):
        peer.recv(4096)
        peer.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
        peer.close()

    return _server(serve)
