"""OAUTHBEARER in both planes: tokens that a client makes, that stand in a file, and that an endpoint gives."""

import base64
import json
import os
import ssl
import tempfile
import threading
import time
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from authorities import Authority
from kpp_test import main
from security import Secure, jaas

MODULE = "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule"
HANDLER = "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginCallbackHandler"
CLIENT, SECRET = "reporting", "client-secret-5521"


def unsigned(lifetime=3600, **claims):
    """A token that the sandbox believes."""
    now = int(time.time())
    parts = {"alg": "none"}, {"iat": now, "exp": now + lifetime, **claims}
    encoded = [base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode() for part in parts]
    return ".".join(encoded) + "."


class Endpoint(ThreadingHTTPServer):
    """An authorisation server (RFC 6749, 4.4). `asked` has what it was asked for."""

    daemon_threads = True

    def __init__(self, answer=None, certificate=None):
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked = []
        self.answer = answer
        self.url = f"http://127.0.0.1:{self.server_address[1]}/token"
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            self.socket = context.wrap_socket(self.socket, server_side=True)
            self.url = f"https://localhost:{self.server_address[1]}/token"
        threading.Thread(target=self.serve_forever, daemon=True).start()


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        form = urllib.parse.parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        scheme, _, word = self.headers.get("Authorization", "").partition(" ")
        self.server.asked.append((scheme, base64.b64decode(word).decode(), form))
        status, body = 200, {"access_token": unsigned(sub=CLIENT), "token_type": "bearer", "expires_in": 3600}
        if base64.b64decode(word).decode() != f"{CLIENT}:{SECRET}":
            status, body = 401, {"error": "invalid_client", "error_description": "Unknown client or secret"}
        if self.server.answer is not None:
            status, body = self.server.answer
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *words):
        pass


class Tokens(Secure):
    def setUp(self):
        os.environ["no_proxy"] = "127.0.0.1,localhost"

    def settings(self, **more):
        kept = {k: v for k, v in self.client["sasl_ssl"].items() if not k.startswith("sasl.")}
        return {**kept, "sasl.mechanism": "OAUTHBEARER", **{k.replace("_", "."): v for k, v in more.items()}}

    def java(self, url, secret=SECRET, **options):
        return {**self.settings(), "sasl.login.callback.handler.class": HANDLER, "sasl.oauthbearer.token.endpoint.url": url,
                "sasl.jaas.config": jaas(MODULE, clientId=CLIENT, clientSecret=secret, **options)}

    def librdkafka(self, url, secret=SECRET):
        return {**self.settings(), "sasl.oauthbearer.method": "oidc", "sasl.oauthbearer.token.endpoint.url": url,
                "sasl.oauthbearer.client.id": CLIENT, "sasl.oauthbearer.client.secret": secret}

    def endpoint(self, answer=None, certificate=None):
        server = Endpoint(answer, certificate)
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        return server

    def refused(self, settings, sentence, **how):
        self.assert_refused(self.at("sasl_ssl"), settings, sentence, **how)

    def test_claims_in_the_jaas_entry_as_kafkas_own_example_has_them(self):
        self.assert_works(self.at("sasl_ssl"), {**self.settings(), "sasl.jaas.config": jaas(
            MODULE, unsecuredLoginStringClaim_sub="alice", unsecuredLoginListClaim_scope="|a|b")})

    def test_claims_in_librdkafkas_words(self):
        self.assert_works(self.at("sasl_ssl"), {**self.settings(), "enable.sasl.oauthbearer.unsecure.jwt": "true",
                                                "sasl.oauthbearer.config": "principal=alice scope=a,b lifeSeconds=600"})

    def test_token_in_a_file(self):
        file = Path(tempfile.mkstemp(dir=self.folder)[1])
        file.write_text(unsigned(sub="alice") + "\n")
        settings = {**self.settings(), "sasl.login.callback.handler.class": HANDLER,
                    "sasl.oauthbearer.token.endpoint.url": f"file://{file}", "sasl.jaas.config": jaas(MODULE)}
        self.assert_works(self.at("sasl_ssl"), settings)
        file.write_text("two words")
        self.refused(settings, f"No token from {file}: what the file holds is no token")
        file.write_text(unsigned(lifetime=-10, sub="alice"))
        self.refused(settings, "The token for the login has expired")
        file.unlink()
        self.refused(settings, f"No token from {file}: the file cannot be read")

    def test_token_from_an_endpoint(self):
        server = self.endpoint()
        self.assert_works(self.at("sasl_ssl"), self.java(server.url, scope="kafka read"))
        # Once a tool, and once for what the producer asks about its topic before it begins.
        self.assertEqual(len(server.asked), 4, server.asked)
        for scheme, word, form in server.asked:
            self.assertEqual((scheme, word), ("Basic", f"{CLIENT}:{SECRET}"))
            self.assertEqual(form, {"grant_type": ["client_credentials"], "scope": ["kafka read"]})
        self.assert_works(self.at("sasl_ssl"), self.librdkafka(server.url))
        # Kafka 4.1's names
        self.assert_works(self.at("sasl_ssl"), {
            **self.settings(), "sasl.oauthbearer.token.endpoint.url": server.url, "sasl.jaas.config": jaas(MODULE),
            "sasl.oauthbearer.client.credentials.client.id": CLIENT,
            "sasl.oauthbearer.client.credentials.client.secret": SECRET})

    def test_endpoint_with_a_certificate(self):
        authority = Authority(self.folder, "endpoints")
        server = self.endpoint(certificate=authority.certificate("endpoint"))
        for settings in self.java(server.url), self.librdkafka(server.url):
            self.assert_works(self.at("sasl_ssl"), {**settings, "https.ca.location": str(authority.pem)})
        # As Java has it, in the entry of the login.
        self.assert_works(self.at("sasl_ssl"), self.java(server.url, **{"ssl.truststore.location": authority.pem}))
        self.refused(self.java(server.url), f"No token from {server.url}: ")
        other = self.endpoint(certificate=authority.certificate("other", "DNS:other.example"))
        self.refused({**self.java(other.url), "https.ca.location": str(authority.pem)}, f"No token from {other.url}: ")

    def test_wrong_secret(self):
        server = self.endpoint()
        for settings in self.java(server.url, "wrong-7391"), self.librdkafka(server.url, "wrong-7391"):
            self.refused(settings, f"No token from {server.url}: HTTP status 401, invalid_client, Unknown client or secret")

    def test_endpoint_that_answers_something_else(self):
        for answer, why in (((500, b"oops"), "HTTP status 500"), ((200, b"<html>"), "the answer is not JSON"),
                            ((200, {"token": "x"}), "the answer has no access_token"),
                            ((200, {"access_token": "a\x01b"}), "the answer has no access_token")):
            server = self.endpoint(answer)
            self.refused(self.java(server.url), f"No token from {server.url}: {why}")
        server = self.endpoint((200, b" " * (2 << 20)))
        self.refused(self.java(server.url), f"No token from {server.url}: ")

    def test_endpoint_that_is_not_there(self):
        server = self.endpoint()
        server.shutdown()
        server.server_close()
        user = server.url.replace("http://", "http://somebody:url-secret@")
        for run in (self.list_topics(self.at("sasl_ssl"), self.java(user)),):
            self.assert_fails(run, f"No token from {server.url}: ")
            self.assertNotIn("url-secret", run.err)
        self.refused(self.java(server.url), f"No token from {server.url}: ")

    def test_token_that_the_broker_does_not_believe(self):
        signed = unsigned(sub="alice").replace(base64.urlsafe_b64encode(b'{"alg": "none"}').rstrip(b"=").decode(),
                                               base64.urlsafe_b64encode(b'{"alg":"RS256"}').rstrip(b"=").decode()) + "c2ln"
        file = Path(tempfile.mkstemp(dir=self.folder)[1])
        file.write_text(signed)
        at = self.at("sasl_ssl")
        self.refused({**self.settings(), "sasl.oauthbearer.token.endpoint.url": f"file://{file}"},
                     f"{at}: {{\"status\":\"invalid_token\"}}")

    def test_settings_that_say_too_little_or_what_only_java_can_do(self):
        self.refused(self.settings(), "sasl.mechanism=OAUTHBEARER needs a token: set sasl.oauthbearer.token.endpoint.url")
        self.refused({**self.settings(), "sasl.oauthbearer.token.endpoint.url": "http://127.0.0.1:1/"},
                     "the token endpoint needs sasl.oauthbearer.client.id and sasl.oauthbearer.client.secret")
        self.refused({**self.java("http://127.0.0.1:1/"), "sasl.login.callback.handler.class": "com.example.Mine"},
                     "sasl.login.callback.handler.class=com.example.Mine: only Java can run this class")
        self.refused({**self.settings(), "sasl.oauthbearer.token.endpoint.url": "ftp://x/"}, "must begin with https://")


if __name__ == "__main__":
    main()
