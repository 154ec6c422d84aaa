"""Starts our kernel as Jupyter does, and talks to it through Jupyter's own client library."""

import os
import sys
import time
import unittest

from jupyter_client import BlockingKernelClient, KernelManager
from jupyter_client.kernelspec import KernelSpec

DOTNET, KERNEL = os.environ["DISTLAB_DOTNET"], os.environ["DISTLAB_KERNEL"]
PATIENCE = 60


class Result:
    """What a request led to: its reply, and what was published for it, without status messages."""

    def __init__(self, reply, published):
        self.reply = reply
        self.content = reply["content"] if reply else None
        self.published = published

    def of(self, kind):
        return [message["content"] for message in self.published if message["msg_type"] == kind]

    @property
    def kinds(self):
        return [message["msg_type"] for message in self.published]

    def text(self, name="stdout"):
        return "".join(content["text"] for content in self.of("stream") if content["name"] == name)

    @property
    def value(self):
        (result,) = self.of("execute_result")
        return result["data"]["text/plain"]


class Kernel:
    def __init__(self, transport="tcp", **options):
        self.manager = KernelManager(transport=transport)
        self.manager._kernel_spec = KernelSpec(
            argv=[DOTNET, KERNEL, "jupyter", "--connection-file", "{connection_file}"],
            display_name="test", language="C#", interrupt_mode="message")
        if transport == "ipc":
            self.manager.ip = os.path.join(options.pop("folder"), "k")
        self.manager.start_kernel(**options)
        self.client = self.connect()

    def connect(self):
        client = self.manager.client()
        client.start_channels()
        client.wait_for_ready(timeout=PATIENCE)
        return client

    def stranger(self):
        """A client with a session of its own; what connect gives share one."""
        client = BlockingKernelClient(connection_file=self.manager.connection_file)
        client.load_connection_file()
        client.start_channels()
        client.wait_for_ready(timeout=PATIENCE)
        return client

    @property
    def process(self):
        return self.manager.provisioner.process

    def gather(self, request, reply=True, client=None):
        """Takes the reply and everything published for a request, and checks what holds for every request."""
        client = client or self.client
        published, states = [], []
        while not states or states[-1] != "idle":
            message = client.get_iopub_msg(timeout=PATIENCE)
            if message["parent_header"].get("msg_id") != request:
                continue
            if message["msg_type"] == "status":
                states.append(message["content"]["execution_state"])
            else:
                assert states == ["busy"], "everything is published between busy and idle"
                published.append(message)
        assert states == ["busy", "idle"], states
        answer = None
        while reply:
            answer = client.get_shell_msg(timeout=PATIENCE)
            if answer["parent_header"].get("msg_id") == request:
                break
        return Result(answer, published)

    def run(self, code, **options):
        return self.gather(self.client.execute(code, **options))

    def ask(self, kind, content, reply=True):
        message = self.client.session.msg(kind, content)
        self.client.shell_channel.send(message)
        return self.gather(message["header"]["msg_id"], reply)

    def control(self, kind, content):
        message = self.client.session.msg(kind, content)
        self.client.control_channel.send(message)
        while True:
            answer = self.client.get_control_msg(timeout=PATIENCE)
            if answer["parent_header"].get("msg_id") == message["header"]["msg_id"]:
                return answer

    def stop(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)


class KernelCase(unittest.TestCase):
    """Cases that share one kernel."""

    @classmethod
    def setUpClass(cls):
        cls.kernel = Kernel()

    @classmethod
    def tearDownClass(cls):
        cls.kernel.stop()

    def run_cell(self, code, **options):
        return self.kernel.run(code, **options)


def wait_until(condition, seconds=PATIENCE):
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def main():
    unittest.main(argv=[sys.argv[0], "-v", *sys.argv[1:]])
