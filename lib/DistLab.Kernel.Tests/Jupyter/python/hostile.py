"""What pyzmq can send and no front end would."""

import hmac
import json
import time
import uuid

import zmq

from kernel import KernelCase, main, wait_until


class Hostile(KernelCase):
    def setUp(self):
        self.context = zmq.Context()

    def tearDown(self):
        self.context.destroy(linger=0)
        self.assertEqual("ok", self.kernel.ask("kernel_info_request", {}).content["status"])
        self.assertIsNone(self.kernel.process.poll())

    def socket(self, kind=zmq.DEALER, port="shell_port", **options):
        socket = self.context.socket(kind)
        socket.linger = 0
        for name, value in options.items():
            setattr(socket, name, value)
        socket.connect(f"tcp://127.0.0.1:{getattr(self.kernel.manager, port)}")
        return socket

    def parts(self, kind="kernel_info_request", content=None, **header):
        header = {"msg_id": uuid.uuid4().hex, "msg_type": kind, "session": "s", "username": "u", "date": "", "version": "5.3", **header}
        return [json.dumps(part).encode() for part in (header, {}, {}, {} if content is None else content)]

    def sign(self, parts):
        digest = hmac.new(self.kernel.client.session.key, digestmod="sha256")
        for part in parts:
            digest.update(part)
        return digest.hexdigest().encode()

    def frames(self, parts):
        return [b"<IDS|MSG>", self.sign(parts), *parts]

    def assert_answered(self, socket, frames):
        socket.send_multipart(frames)
        self.assertTrue(socket.poll(10_000), "a good message is answered")
        return socket.recv_multipart()

    def assert_dropped(self, frames, socket=None):
        """Not answered, while a good message sent after it on the same connection is."""
        socket = socket or self.socket()
        socket.send_multipart(frames)
        good = self.parts()
        reply = self.assert_answered(socket, self.frames(good))
        self.assertEqual(json.loads(good[0])["msg_id"], json.loads(reply[-3])["msg_id"])

    def test_a_reply_is_signed_and_repeats_what_stands_before_the_delimiter(self):
        parts = self.parts()
        reply = self.assert_answered(self.socket(), [b"a", b"\x00b", *self.frames(parts)])
        self.assertEqual([b"a", b"\x00b", b"<IDS|MSG>"], reply[:3])
        self.assertEqual(self.sign(reply[4:8]), reply[3])
        self.assertEqual(parts[0], reply[5], "the header comes back byte for byte")

    def test_wrong_signatures_are_dropped(self):
        parts = self.parts()
        good = self.sign(parts)
        for signature in [b"", b"0" * 64, good[:-1], good + b"0", good.upper(), good[:-1] + (b"0" if good[-1:] != b"0" else b"1"), b"\xff" * 64]:
            self.assert_dropped([b"<IDS|MSG>", signature, *parts])

    def test_a_change_in_any_part_is_seen(self):
        for part in range(4):
            parts = self.parts()
            signature = self.sign(parts)
            parts[part] = parts[part][:-1] + b" }"
            self.assert_dropped([b"<IDS|MSG>", signature, *parts])

    def test_a_message_counts_once_on_whatever_channel_it_comes_again(self):
        frames = self.frames(self.parts())
        socket = self.socket()
        self.assert_answered(socket, frames)
        self.assert_dropped(frames, socket)
        self.assert_dropped(frames)
        self.assert_dropped(frames, self.socket(port="control_port"))

    def test_messages_without_their_parts_are_dropped(self):
        parts = self.parts()
        good = self.frames(parts)
        for frames in [[b""], [b"x"], good[1:], good[:1], good[:2], good[:-1], [b"<IDS|MSG>"] * 3, [b""] * 1000, [*good[1:], good[0]]]:
            self.assert_dropped(frames)

    def test_broken_json_is_dropped(self):
        good = self.parts()
        deep = b'{"a":' * 100_000 + b"1" + b"}" * 100_000
        for broken in [b"", b"{", b"[]", b"null", b"1", b'"x"', b"{} {}", b"\xff\xfe", b'{"a": "\xff"', b"{'a': 1}", b'{"a": NaN}', deep, b"[" * 1_000_000]:
            for part in range(4):
                parts = list(good)
                parts[part] = broken
                self.assert_dropped(self.frames(parts))

    def test_headers_that_lack_or_bend_their_fields_are_dropped(self):
        for change in [{"msg_id": None}, {"msg_id": 5}, {"msg_id": ""}, {"msg_type": None}, {"msg_type": ["x"]}, {"msg_id": "x" * 5000}]:
            self.assert_dropped(self.frames(self.parts(**change)))

    def test_a_text_that_is_half_a_character_is_answered_with_an_error(self):
        header, *rest = self.parts("execute_request")
        parts = [header, b"{}", b"{}", b'{"code": "\\ud800"}']
        reply = self.assert_answered(self.socket(), self.frames(parts))
        self.assertEqual("error", json.loads(reply[-1])["status"])

    def test_unsigned_requests_to_end_the_kernel_are_dropped(self):
        for port in ("control_port", "shell_port"):
            socket = self.socket(port=port)
            parts = self.parts("shutdown_request", {"restart": False})
            socket.send_multipart([b"<IDS|MSG>", b"", *parts])
            self.assert_dropped([b"<IDS|MSG>", b"0" * 64, *parts], socket)

    def test_messages_too_large_or_of_too_many_frames_end_the_connection_and_the_client_comes_back(self):
        for frames in [[b"x" * (65 << 20)], [b"x" * (33 << 20)] * 2, [b""] * 1025]:
            socket = self.socket()
            socket.send_multipart(frames)
            # libzmq connects again by itself.
            end = time.monotonic() + 20
            while time.monotonic() < end:
                socket.send_multipart(self.frames(self.parts()))
                if socket.poll(500):
                    break
            self.assertTrue(socket.poll(0))

    def test_a_message_of_20_megabytes_is_none_too_large(self):
        parts = self.parts("is_complete_request", {"code": "// " + "x" * 20_000_000})
        socket = self.socket()
        socket.send_multipart(self.frames(parts))
        self.assertTrue(socket.poll(60_000))
        self.assertEqual("complete", json.loads(socket.recv_multipart()[-1])["status"])

    def test_heartbeats_come_back_from_request_and_dealer_sockets(self):
        for kind, message in [(zmq.REQ, [b"ping"]), (zmq.REQ, [b"a", b"", b"b"]), (zmq.DEALER, [b"", b"ping"]), (zmq.DEALER, [b"x"])]:
            self.assertEqual(message, self.assert_answered(self.socket(kind, "hb_port"), message))

    def test_a_client_with_heartbeats_of_its_own_stays_connected(self):
        socket = self.socket(heartbeat_ivl=50, heartbeat_timeout=500, heartbeat_ttl=1000)
        monitor = socket.get_monitor_socket(zmq.EVENT_DISCONNECTED)
        self.assert_answered(socket, self.frames(self.parts()))
        self.assertFalse(monitor.poll(1500), "no ping was left unanswered")
        self.assert_answered(socket, self.frames(self.parts()))
        socket.disable_monitor()

    def test_a_client_that_asks_for_encryption_or_is_of_a_wrong_type_is_refused(self):
        public, secret = zmq.curve_keypair()
        for kind, port, options in [
                (zmq.DEALER, "shell_port", dict(curve_serverkey=public, curve_publickey=public, curve_secretkey=secret)),
                (zmq.DEALER, "shell_port", dict(plain_username=b"a", plain_password=b"b")),
                (zmq.SUB, "shell_port", {}), (zmq.PULL, "iopub_port", {}), (zmq.DEALER, "iopub_port", {})]:
            socket = self.context.socket(kind)
            socket.linger = 0
            for name, value in options.items():
                setattr(socket, name, value)
            monitor = socket.get_monitor_socket()
            socket.connect(f"tcp://127.0.0.1:{getattr(self.kernel.manager, port)}")
            events = set()
            self.assertTrue(wait_until(lambda: self.drain(monitor, events) & {
                zmq.EVENT_HANDSHAKE_FAILED_PROTOCOL, zmq.EVENT_HANDSHAKE_FAILED_NO_DETAIL, zmq.EVENT_HANDSHAKE_FAILED_AUTH, zmq.EVENT_DISCONNECTED}, 10), events)
            self.assertNotIn(zmq.EVENT_HANDSHAKE_SUCCEEDED, events)
            socket.disable_monitor()

    def drain(self, monitor, events):
        from zmq.utils.monitor import recv_monitor_message
        while monitor.poll(0):
            events.add(recv_monitor_message(monitor)["event"])
        return events

    def test_a_subscriber_gets_the_topics_that_it_asked_for(self):
        socket = self.socket(zmq.SUB, "iopub_port")
        socket.subscribe(b"stream")
        self.assertTrue(wait_until(lambda: self.kernel.run("Console.Write(1);") and socket.poll(100)))
        topics = {socket.recv_multipart()[0]}
        self.kernel.run("display(1); Console.Write(2); 3")
        while socket.poll(300):
            topics.add(socket.recv_multipart()[0])
        self.assertEqual({b"stream"}, topics)

    def test_hundreds_of_clients_are_served_one_after_the_other(self):
        for i in range(300):
            socket = self.socket()
            self.assert_answered(socket, self.frames(self.parts()))
            socket.close()

    def test_a_flood_of_rubbish_makes_few_lines_and_no_harm(self):
        socket = self.socket()
        for _ in range(20_000):
            socket.send_multipart([b"rubbish"])
        self.assert_answered(socket, self.frames(self.parts()))


if __name__ == "__main__":
    main()
