"""moto on 127.0.0.1, any free port: prints its URL as the only line and ends when its standard input does."""

import logging
import sys

from moto.moto_server.threaded_moto_server import ThreadedMotoServer

# verbose=False alone still logs every request.
logging.getLogger("werkzeug").setLevel(logging.CRITICAL)

server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
host, port = server.get_host_and_port()
print(f"http://{host}:{port}", flush=True)
sys.stdin.read()
server.stop()
