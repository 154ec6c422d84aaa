"""Kernels that are interrupted, restarted, ended and orphaned; and what is answered while a cell runs."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import unittest

import zmq

from kernel import DOTNET, KERNEL, PATIENCE, Kernel, main, wait_until

# The engine gives a blocked cell a second before it leaves it; the rest is for a machine that does other things too.
INTERRUPTED_WITHIN = 15

# A parent that starts a kernel as Jupyter does, tells the kernel's id, and waits to be killed.
PARENT = """
import sys, time
from kernel import Kernel
kernel = Kernel()
print(kernel.process.pid, flush=True)
time.sleep(600)
"""


class Lifecycle(unittest.TestCase):
    def kernel(self, **options):
        kernel = Kernel(**options)
        self.addCleanup(kernel.stop)
        return kernel

    def assert_ends(self, kernel, code=0):
        self.assertTrue(wait_until(lambda: kernel.process.poll() is not None, 20), "the process ends")
        self.assertEqual(code, kernel.process.returncode)

    def start_cell(self, kernel, code):
        """Starts a cell that says when it runs."""
        request = kernel.client.execute(f'Console.Write("running"); {code}')
        while kernel.client.get_iopub_msg(timeout=PATIENCE)["msg_type"] != "stream":
            pass
        return request

    def finish(self, kernel, request):
        """The reply to a cell whose first outputs were read already."""
        while True:
            message = kernel.client.get_iopub_msg(timeout=PATIENCE)
            if message["parent_header"].get("msg_id") == request and message["content"].get("execution_state") == "idle":
                break
        while (reply := kernel.client.get_shell_msg(timeout=PATIENCE))["parent_header"]["msg_id"] != request:
            pass
        return reply["content"]

    def assert_beats(self, kernel):
        with zmq.Context() as context, context.socket(zmq.REQ) as socket:
            socket.linger = 0
            socket.connect(f"tcp://127.0.0.1:{kernel.manager.hb_port}")
            start = time.monotonic()
            socket.send(b"ping")
            self.assertTrue(socket.poll(5000), "a heartbeat is answered")
            self.assertEqual(b"ping", socket.recv())
            return time.monotonic() - start

    def test_shutdown_on_the_control_channel_ends_the_process(self):
        kernel = self.kernel()
        reply = kernel.control("shutdown_request", {"restart": False})
        self.assertEqual(("shutdown_reply", {"status": "ok", "restart": False}), (reply["msg_type"], reply["content"]))
        self.assert_ends(kernel)

    def test_shutdown_on_the_shell_channel_tells_all_front_ends(self):
        kernel = self.kernel()
        result = kernel.ask("shutdown_request", {"restart": True})
        self.assertEqual({"status": "ok", "restart": True}, result.content)
        self.assertEqual([{"status": "ok", "restart": True}], result.of("shutdown_reply"))
        self.assert_ends(kernel)

    def test_shutdown_ends_a_kernel_whose_cell_never_ends_and_whose_threads_live_on(self):
        kernel = self.kernel()
        kernel.run("using System.Threading; new Thread(() => Thread.Sleep(-1)).Start();")
        self.start_cell(kernel, "while (true) { }")
        kernel.control("shutdown_request", {"restart": False})
        self.assert_ends(kernel)

    def test_a_restarted_kernel_listens_on_the_same_ports_and_knows_nothing(self):
        kernel = self.kernel()
        kernel.run("int x = 1;")
        before, ports = kernel.process.pid, kernel.manager.shell_port
        kernel.manager.restart_kernel(now=False)
        kernel.client.wait_for_ready(timeout=PATIENCE)
        self.assertNotEqual(before, kernel.process.pid)
        self.assertEqual(ports, kernel.manager.shell_port)
        self.assertEqual("CompilationError", kernel.run("x").content["ename"])
        self.assertEqual(2, kernel.run("1").content["execution_count"])

    def test_sigterm_ends_the_process_cleanly(self):
        kernel = self.kernel()
        kernel.process.send_signal(signal.SIGTERM)
        self.assert_ends(kernel)

    def test_an_interrupt_stops_a_busy_loop_and_the_session_goes_on(self):
        kernel = self.kernel()
        kernel.run("int kept = 5;")
        request = self.start_cell(kernel, "while (true) { }")
        start = time.monotonic()
        self.assertEqual({"status": "ok"}, kernel.control("interrupt_request", {})["content"])
        self.assertEqual("error", self.finish(kernel, request)["status"])
        self.assertLess(time.monotonic() - start, INTERRUPTED_WITHIN)
        self.assertEqual("5", kernel.run("kept").value)

    def test_an_interrupt_leaves_a_blocked_cell_and_the_session_goes_on(self):
        kernel = self.kernel()
        request = self.start_cell(kernel, "System.Threading.Thread.Sleep(-1);")
        start = time.monotonic()
        kernel.control("interrupt_request", {})
        self.assertEqual("error", self.finish(kernel, request)["status"])
        self.assertLess(time.monotonic() - start, INTERRUPTED_WITHIN)
        self.assertEqual("2", kernel.run("1 + 1").value)

    def test_sigint_interrupts_as_the_message_does(self):
        kernel = self.kernel()
        request = self.start_cell(kernel, "while (true) { }")
        kernel.process.send_signal(signal.SIGINT)
        self.assertEqual("error", self.finish(kernel, request)["status"])
        self.assertEqual("2", kernel.run("1 + 1").value)

    def test_an_interrupt_gives_up_the_cells_that_wait(self):
        kernel = self.kernel()
        request = self.start_cell(kernel, "while (true) { }")
        waiting = kernel.client.execute("1")
        kernel.control("interrupt_request", {})
        self.assertEqual("error", self.finish(kernel, request)["status"])
        self.assertEqual("aborted", kernel.gather(waiting).content["status"])

    def test_an_interrupt_while_nothing_runs_does_no_harm(self):
        kernel = self.kernel()
        self.assertEqual({"status": "ok"}, kernel.control("interrupt_request", {})["content"])
        kernel.process.send_signal(signal.SIGINT)
        # Nothing tells when a signal has come; it may find the next cell.
        self.assertTrue(wait_until(lambda: kernel.run("1 + 1").content["status"] == "ok"))

    def test_a_cell_that_blocks_200_threads_of_the_pool_blocks_neither_heartbeat_nor_control(self):
        kernel = self.kernel()
        # Reads from pipes that nobody writes to, called by no code of the cell's own: nothing in the process can end them.
        self.start_cell(kernel, """
            for (int i = 0; i < 200; i++)
            {
                var pipe = new System.IO.Pipes.AnonymousPipeServerStream(System.IO.Pipes.PipeDirection.In);
                Task.Run(new Func<int>(pipe.ReadByte));
            }
            while (true) { }""")
        self.assertLess(self.assert_beats(kernel), 2)
        for kind in ("interrupt_request", "kernel_info_request"):
            start = time.monotonic()
            self.assertEqual("ok", kernel.control(kind, {})["content"]["status"])
            self.assertLess(time.monotonic() - start, 2)
        self.assertLess(self.assert_beats(kernel), 2)
        kernel.control("shutdown_request", {"restart": False})
        self.assert_ends(kernel)

    def test_a_cell_whose_200_tasks_block_can_be_interrupted_and_the_next_cell_runs(self):
        kernel = self.kernel()
        request = self.start_cell(kernel, "for (int i = 0; i < 200; i++) Task.Run(() => System.Threading.Thread.Sleep(-1)); while (true) { }")
        start = time.monotonic()
        kernel.control("interrupt_request", {})
        self.assertEqual("error", self.finish(kernel, request)["status"])
        self.assertEqual("2", kernel.run("1 + 1").value)
        self.assertLess(time.monotonic() - start, INTERRUPTED_WITHIN)

    def test_kernel_info_is_answered_on_the_control_channel_while_a_cell_runs(self):
        kernel = self.kernel()
        request = self.start_cell(kernel, "while (true) { }")
        self.assertEqual("ok", kernel.control("kernel_info_request", {})["content"]["status"])
        kernel.control("interrupt_request", {})
        self.finish(kernel, request)

    def test_a_cell_that_ends_the_process_is_seen_to_have_printed_before(self):
        kernel = self.kernel()
        kernel.client.execute('Console.WriteLine("last words"); Environment.Exit(3);')
        self.assertTrue(wait_until(lambda: kernel.process.poll() is not None, 20))
        self.assertEqual(3, kernel.process.returncode)
        text = ""
        while "last words" not in text:
            text += kernel.client.get_iopub_msg(timeout=5)["content"].get("text", "")

    @unittest.skipIf(os.name == "nt", "Windows hands handles over, which this parent does not")
    def test_a_kernel_ends_when_its_parent_is_killed(self):
        with subprocess.Popen([sys.executable, "-c", PARENT], cwd=os.path.dirname(os.path.abspath(__file__)), stdout=subprocess.PIPE, text=True) as parent:
            kernel = int(parent.stdout.readline())
            os.kill(kernel, 0)
            parent.kill()
        self.assertTrue(wait_until(lambda: not alive(kernel), 20), "the orphan ends")

    @unittest.skipIf(os.name == "nt", "libzmq has no ipc on Windows")
    def test_ipc_serves_as_tcp_does_and_leaves_no_file_behind(self):
        with tempfile.TemporaryDirectory() as folder:
            kernel = self.kernel(transport="ipc", folder=folder)
            self.assertEqual("2", kernel.run("1 + 1").value)
            self.assertTrue(os.listdir(folder))
            kernel.control("shutdown_request", {"restart": False})
            self.assert_ends(kernel)
            self.assertEqual([], os.listdir(folder))

    def test_without_a_key_nothing_is_signed(self):
        with tempfile.TemporaryDirectory() as folder:
            info = self.connection(folder, key="")
            process = subprocess.Popen([DOTNET, KERNEL, "jupyter", "--connection-file", info])
            try:
                client = self.connect(info)
                client.wait_for_ready(timeout=PATIENCE)
                client.execute("1", reply=True, timeout=PATIENCE)
                client.control_channel.send(client.session.msg("shutdown_request", {"restart": False}))
                self.assertEqual(0, process.wait(20))
                client.stop_channels()
            finally:
                process.kill()

    def test_a_connection_file_that_is_not_right_is_one_clear_line(self):
        with tempfile.TemporaryDirectory() as folder:
            for change, word in [({"transport": "pgm"}, "transport pgm"), ({"shell_port": "x"}, "shell_port"), ({"signature_scheme": "hmac-md5"}, "hmac-md5"),
                                 ({"ip": "192.0.2.1"}, "cannot listen"), ({"ip": ""}, "ip is empty"), ({"ip": "x" * 300, "transport": "ipc"}, "not right"),
                                 ({"hb_port": 70000}, "hb_port")]:
                self.assert_refused(self.connection(folder, **change), word)
            broken = os.path.join(folder, "broken.json")
            with open(broken, "w") as file:
                file.write("{")
            self.assert_refused(broken, "broken.json")
            self.assert_refused(os.path.join(folder, "absent.json"), "absent.json")

    def assert_refused(self, path, word):
        run = subprocess.run([DOTNET, KERNEL, "jupyter", "--connection-file", path], capture_output=True, text=True, timeout=PATIENCE)
        self.assertEqual(1, run.returncode)
        self.assertIn(word, run.stderr)
        self.assertEqual(1, len(run.stderr.splitlines()), run.stderr)

    def connection(self, folder, **changes):
        from jupyter_client.connect import write_connection_file
        path, info = write_connection_file(os.path.join(folder, "connection.json"), key=b"secret")
        with open(path, "w") as file:
            json.dump({**info, "key": "secret", **changes}, file)
        return path

    def connect(self, path):
        from jupyter_client import BlockingKernelClient
        client = BlockingKernelClient(connection_file=path)
        client.load_connection_file()
        client.start_channels()
        return client


def alive(process):
    try:
        with open(f"/proc/{process}/stat") as file:
            return file.read().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False
    except OSError:
        os.kill(process, 0)
        return True


if __name__ == "__main__":
    main()
