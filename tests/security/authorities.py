"""Certificates of the tests' own making, good and bad, by the openssl command; and servers that show them."""

import socket
import ssl
import subprocess
import threading
from pathlib import Path

SETTINGS = """
[ca]
default_ca = own
[own]
database = {folder}/index.txt
new_certs_dir = {folder}
rand_serial = yes
unique_subject = no
default_md = sha256
default_crl_days = 30
policy = any
copy_extensions = copy
[any]
commonName = supplied
[req]
distinguished_name = name
[name]
[authority]
basicConstraints = critical,CA:TRUE
"""


def openssl(*words):
    subprocess.run(["openssl", *map(str, words)], check=True, capture_output=True)


class Authority:
    """Signs certificates; `pem` is its own."""

    def __init__(self, folder, name):
        self.folder = Path(folder) / name
        self.folder.mkdir()
        self.settings = self.folder / "openssl.cnf"
        self.settings.write_text(SETTINGS.format(folder=self.folder))
        (self.folder / "index.txt").touch()
        self.key, self.pem = self.folder / "ca.key", self.folder / "ca.pem"
        openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", self.key,
                "-out", self.pem, "-subj", f"/CN={name}", "-days", "30", "-config", self.settings, "-extensions", "authority")

    def certificate(self, name, hosts="DNS:localhost", begin="20200101000000Z", end="20990101000000Z"):
        """A file with a key and its certificate."""
        key, request, made = (self.folder / f"{name}.{kind}" for kind in ("key", "csr", "crt"))
        openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", key, "-out", request,
                "-subj", f"/CN={name}", "-addext", f"subjectAltName={hosts}", "-config", self.settings)
        openssl("ca", "-batch", "-notext", "-config", self.settings, "-cert", self.pem, "-keyfile", self.key, "-in", request,
                "-out", made, "-startdate", begin, "-enddate", end)
        both = self.folder / f"{name}.pem"
        both.write_text(key.read_text() + made.read_text())
        return both

    def revocations(self, *certificates):
        """A file with a list of these, which hold no longer."""
        own = "-config", self.settings, "-cert", self.pem, "-keyfile", self.key
        for certificate in certificates:
            openssl("ca", *own, "-revoke", certificate)
        made = self.folder / "crl.pem"
        openssl("ca", *own, "-gencrl", "-out", made)
        return made


class TlsServer:
    """Shakes hands with everybody, and closes. `at` is its address."""

    def __init__(self, certificate, host="127.0.0.1"):
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(certificate)
        self.listener = socket.create_server((host, 0))
        self.at = f"localhost:{self.listener.getsockname()[1]}"
        self.thread = threading.Thread(target=self.serve, daemon=True)
        self.thread.start()

    def serve(self):
        while True:
            try:
                stream, _ = self.listener.accept()
            except OSError:
                return
            try:
                stream.settimeout(5)
                with self.context.wrap_socket(stream, server_side=True):
                    pass
            except (OSError, ssl.SSLError):
                stream.close()

    def close(self):
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
