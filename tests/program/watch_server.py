# SPDX-License-Identifier: Apache-2.0
"""A server for the tests of `isnad watch`: pages and feeds by path, and every way of misbehaving."""
import contextlib
import http.server
import socket
import threading
import time
import zlib

SENTENCE = "وصل وزير الخارجية المصري إلى طرابلس أمس الأحد في زيارة رسمية، والتقى رئيس المجلس الرئاسي رقم %s. "


def article(number, words="", around=""):
    """An HTML page with an article; `around` changes without the article changing."""
    text = SENTENCE % number
    return ("<!doctype html><html lang=ar><head><meta charset=utf-8><title>زيارة رقم {0} إلى طرابلس</title></head><body>"
            "<nav><a href=/>{2}</a></nav><article><h1>زيارة رقم {0} إلى طرابلس</h1><p>{1}</p><p>{1}</p>"
            "<p>وقال مصدر دبلوماسي إن الرئيس التونسي سيزور القاهرة الشهر المقبل، ونددت وزارة الخارجية بالهجوم على المطار."
            " {3}</p></article></body></html>").format(number, text, around, words).encode()


def rss(entries, title="صحيفة الاختبار", head='<?xml version="1.0" encoding="utf-8"?>'):
    """Entries: (link, title, text). Written as they are: ampersands are the caller's."""
    return (head + '<rss version="2.0"><channel><title>%s</title>%s</channel></rss>' % (title, "".join(
        "<item><title>%s</title><link>%s</link><pubDate>Mon, 07 Sep 2020 10:00:00 GMT</pubDate>"
        "<description>%s</description></item>" % (t, link, text) for link, t, text in entries))).encode()


class Server:
    """`routes`: {path: function(handler) or bytes}. Counts what was asked: `asked` is a list of (path, headers)."""

    def __init__(self, routes):
        self.routes, self.asked, self.lock = routes, [], threading.Lock()
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                with outer.lock:
                    outer.asked.append((self.path, dict(self.headers), time.monotonic()))
                route = outer.routes.get(self.path.partition("?")[0], outer.routes.get(self.path))
                with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                    if route is None:
                        self.answer(404, b"none")
                    elif callable(route):
                        route(self)
                    else:
                        self.answer(200, route)

            def answer(self, status, body=b"", **headers):
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name.replace("_", "-"), value)
                if "Content_Length" not in headers:
                    self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def begin(self, status=200, **headers):
                """A body of unknown length: it ends with the connection."""
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name.replace("_", "-"), value)
                self.end_headers()
                self.close_connection = True

            def log_message(self, *_):
                pass

        class Quiet(http.server.ThreadingHTTPServer):
            daemon_threads = True
            request_queue_size = 256

            def handle_error(self, *_):
                pass

        self.server = Quiet(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        self.base = "http://127.0.0.1:%d" % self.port
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def paths(self):
        return [path for path, _, _ in self.asked]

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


def conditional(body, etag):
    """Answers 304 to who has it already."""
    def route(handler):
        if handler.headers.get("If-None-Match") == etag:
            handler.answer(304, ETag=etag)
        else:
            handler.answer(200, body() if callable(body) else body, ETag=etag)
    return route


def redirect(to, status=302):
    return lambda handler: handler.answer(status, b"", Location=to(handler) if callable(to) else to)


def bomb(megabytes):
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    packed = b"".join(packer.compress(b"\0" * (1 << 20)) for _ in range(megabytes)) + packer.flush()
    return lambda handler: handler.answer(200, packed, Content_Encoding="gzip", Content_Type="application/rss+xml")


def drip(handler):
    """One byte a second."""
    handler.begin(Content_Type="application/rss+xml")
    for byte in b"<?xml version='1.0'?><rss><channel>" * 100:
        handler.wfile.write(bytes([byte]))
        handler.wfile.flush()
        time.sleep(1)


def free_port():
    with socket.socket() as link:
        link.bind(("127.0.0.1", 0))
        return link.getsockname()[1]
